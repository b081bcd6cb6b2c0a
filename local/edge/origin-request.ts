import type { ArrivingRequest } from "../gateway/arriving-request.ts";
import type { BehaviorDefinition } from "./distribution-definition.ts";

/**
 * The request as CloudFront sends it on to an API: the origin's path before its own, the origin's name as host, its custom headers
 * instead of any that the viewer sent under these names, and of the viewer's what the policy lets through.
 */
export function originRequest(
  request: ArrivingRequest,
  { origin, forwards }: BehaviorDefinition,
): ArrivingRequest {
  const own: readonly (readonly [string, string])[] = [
    ["Host", origin.domainName],
    ["X-Forwarded-For", request.sourceIp],
    ["X-Forwarded-Port", "443"],
    ["X-Forwarded-Proto", "https"],
    ["Via", "1.1 local.cloudfront.net (CloudFront)"],
    ...origin.customHeaders,
  ];
  const forwarded = forwardedHeaders(request, forwards);
  const replaced = new Set(own.map(([name]) => name.toLowerCase()));
  return {
    ...request,
    path: `${origin.path}${request.path}`,
    queryString: forwards === "nothing" ? "" : request.queryString,
    headers: [...forwarded.filter(([name]) => !replaced.has(name.toLowerCase())), ...own],
  };
}

function forwardedHeaders(
  request: ArrivingRequest,
  forwards: BehaviorDefinition["forwards"],
): ArrivingRequest["headers"] {
  if (forwards === "nothing") return [];
  if (forwards === "all-but-host") return request.headers;
  const { isTls = false, clientCertificatePem } = request;
  const ofTheEdge: ArrivingRequest["headers"] = [
    ["CloudFront-Forwarded-Proto", isTls ? "https" : "http"],
    ...(clientCertificatePem === undefined
      ? []
      : [["CloudFront-Viewer-Cert-Pem", encodeURIComponent(clientCertificatePem)] as const]),
  ];
  const isListed = ([name]: readonly [string, string]) =>
    // The request to the origin is an upgrade as well.
    [...forwards.headers, "connection", "upgrade"].includes(name.toLowerCase());
  const ofTheViewer = request.headers.filter(
    ([name]) => !name.toLowerCase().startsWith("cloudfront-"),
  );
  return [...ofTheViewer, ...ofTheEdge].filter(isListed);
}

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
  const forwarded = forwards === "nothing" ? [] : request.headers;
  const own: readonly (readonly [string, string])[] = [
    ["Host", origin.domainName],
    ["X-Forwarded-For", request.sourceIp],
    ["X-Forwarded-Port", "443"],
    ["X-Forwarded-Proto", "https"],
    ["Via", "1.1 local.cloudfront.net (CloudFront)"],
    ...origin.customHeaders,
  ];
  const replaced = new Set(own.map(([name]) => name.toLowerCase()));
  return {
    ...request,
    path: `${origin.path}${request.path}`,
    queryString: forwards === "nothing" ? "" : request.queryString,
    headers: [...forwarded.filter(([name]) => !replaced.has(name.toLowerCase())), ...own],
  };
}

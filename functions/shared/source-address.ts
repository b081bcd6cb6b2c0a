import type { APIGatewayProxyEventV2 } from "aws-lambda";

/**
 * Where a request came from: CloudFront names the viewer and API Gateway names CloudFront behind it. Whoever calls API
 * Gateway directly may claim another address; nothing is decided by it.
 */
export function sourceAddressOf({
  headers,
  requestContext,
}: Pick<APIGatewayProxyEventV2, "headers" | "requestContext">): string {
  const hops = (headers["x-forwarded-for"] ?? "").split(",").map((hop) => hop.trim());
  return (hops.at(-2) || requestContext.http.sourceIp).slice(0, 64);
}

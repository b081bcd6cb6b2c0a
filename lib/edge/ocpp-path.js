// Runs in CloudFront (JavaScript runtime 2.0). Turns /any/<operator>/<charger> into the query that $connect reads,
// because a WebSocket API has no path. The query is written anew, so a client cannot bring one of its own.
// biome-ignore lint/correctness/noUnusedVariables: CloudFront calls it by this name
function handler(event) {
  const request = event.request;
  const segments = request.uri.split("/").filter((segment) => segment !== "");
  const operator = encodedIdentity(segments[segments.length - 2]);
  const charger = encodedIdentity(segments[segments.length - 1]);
  if (operator === null || charger === null) {
    return { statusCode: 404, statusDescription: "Not Found" };
  }
  request.uri = "/";
  request.querystring = { operator: { value: operator }, charger: { value: charger } };
  return request;
}

// Decoding and encoding again keeps what the charger meant while "+", "&" and "=" lose their meaning in a query.
// 48 characters is the longest identity that OCPP 2.0.1 allows.
function encodedIdentity(segment) {
  if (segment === undefined) return null;
  try {
    const identity = decodeURIComponent(segment);
    return identity.length <= 48 ? encodeURIComponent(identity) : null;
  } catch (_malformed) {
    return null;
  }
}

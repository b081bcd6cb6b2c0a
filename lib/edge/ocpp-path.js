// Runs in CloudFront (JavaScript runtime 2.0). Turns /any/<operator>/<charger> into the query that $connect reads,
// because a WebSocket API has no path. The query is written anew, so a client cannot bring one of its own.
// biome-ignore lint/correctness/noUnusedVariables: CloudFront calls it by this name
function handler(event) {
  const request = event.request;
  const named = namedByPath(request.uri) || namedByQuery(request.querystring) || [];
  const operator = encodedIdentity(named[0]);
  const charger = encodedIdentity(named[1]);
  if (operator === null || charger === null) {
    return { statusCode: 404, statusDescription: "Not Found" };
  }
  if (!copyAuthorization(request.headers || {})) {
    return { statusCode: 400, statusDescription: "Bad Request" };
  }
  request.uri = "/";
  request.querystring = { operator: { value: operator }, charger: { value: charger } };
  return request;
}

// The last two segments, so chargers may be given any path before them. Some send the whole address as request target.
function namedByPath(uri) {
  const path = uri.replace(/^[a-z]+:\/\/[^/]*/i, "");
  const segments = path.split("/").filter((segment) => segment !== "");
  return segments.length < 2 ? undefined : segments.slice(-2);
}

// For chargers that cannot be given a path: `?operator=…&charger=`. They append "/<charger>" to the address that they are given.
function namedByQuery(query) {
  return [query.operator, query.charger].map((field) => {
    if (field === undefined || field.multiValue !== undefined) return undefined;
    return field.value.replace(/^\/+|\/+$/g, "");
  });
}

// Decoding and encoding again keeps what the charger meant while "+", "&" and "=" lose their meaning in a query.
// No identity has a "%", so what still has one was encoded twice. 48 characters is the longest that OCPP 2.0.1 allows.
function encodedIdentity(text) {
  if (text === undefined || text === "") return null;
  try {
    const identity = decodeURIComponent(text);
    if (identity.length > 48 || identity.indexOf("%") !== -1) return null;
    return encodeURIComponent(identity);
  } catch (_malformed) {
    return null;
  }
}

// The list of what is passed on cannot name Authorization. CloudFront keeps the certificate that it has seen from
// functions: one that stands here was made up by the client.
function copyAuthorization(headers) {
  if (headers["cloudfront-viewer-cert-pem"]) return false;
  delete headers["x-chargeward-authorization"];
  if (headers.authorization) headers["x-chargeward-authorization"] = headers.authorization;
  return true;
}

// Runs in CloudFront (JavaScript runtime 2.0). Static pages live in folders, and S3 behind CloudFront knows no index files.
// biome-ignore lint/correctness/noUnusedVariables: CloudFront calls it by this name
function handler(event) {
  const request = event.request;
  const lastSegment = request.uri.split("/").pop();
  if (request.uri.indexOf("/charge/") === 0 && lastSegment.indexOf(".") === -1) {
    // The drivers' portal is one page; what follows is the code of a connector.
    request.uri = "/charge/index.html";
  } else if (lastSegment === "") {
    request.uri += "index.html";
  } else if (lastSegment.indexOf(".") === -1) {
    return {
      statusCode: 302,
      statusDescription: "Found",
      // Relative, because a path that begins with two slashes would name another host.
      headers: { location: { value: `./${lastSegment}/` } },
    };
  }
  return request;
}

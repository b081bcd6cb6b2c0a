import { exampleValue } from "./example-value.ts";
import type { ApiDocument, ApiOperation } from "./openapi.ts";

/** A command line that calls an operation; `$TOKEN` stands for an access token. */
export function curlExample(
  document: ApiDocument,
  origin: string,
  method: string,
  path: string,
  operation: ApiOperation,
): string {
  const { schemas } = document.components;
  const parameters = operation.parameters ?? [];
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const parameter = parameters.find((one) => one.in === "path" && one.name === name);
    const example = exampleValue(parameter?.schema ?? {}, schemas);
    return example === "…" ? `{${name}}` : encodeURIComponent(String(example));
  });
  const body = operation.requestBody?.content["application/json"]?.schema;
  const isPublic = operation.security?.length === 0;
  return [
    method === "get" ? "curl" : `curl -X ${method.toUpperCase()}`,
    `  '${origin}${filled}'`,
    ...(isPublic ? [] : [`  -H "Authorization: Bearer $TOKEN"`]),
    ...(body
      ? [
          "  -H 'Content-Type: application/json'",
          `  -d '${JSON.stringify(exampleValue(body, schemas)).replaceAll("'", "'\\''")}'`,
        ]
      : []),
  ].join(" \\\n");
}

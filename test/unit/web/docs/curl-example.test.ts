import { describe, expect, it } from "vitest";
import { openApiDocument } from "#contracts/rest/openapi.ts";
import { OPERATIONS } from "#contracts/rest/operations.ts";
import { curlExample } from "../../../../web/docs/curl-example.ts";
import { exampleValue } from "../../../../web/docs/example-value.ts";
import type { ApiDocument } from "../../../../web/docs/openapi.ts";

const api = JSON.parse(JSON.stringify(openApiDocument())) as ApiDocument;
const { schemas } = api.components;

describe("the examples of the documentation", () => {
  it.each(
    OPERATIONS.flatMap(({ operationId, body }) => (body ? [[operationId, body] as const] : [])),
  )("have a body for %s that the API takes", (operationId, body) => {
    const operation = Object.values(api.paths)
      .flatMap((methods) => Object.values(methods))
      .find((one) => one.operationId === operationId);
    const schema = operation?.requestBody?.content["application/json"]?.schema ?? {};

    const example = exampleValue(schema, schemas);

    expect(body.safeParse(example).error?.issues ?? []).toEqual([]);
  });

  it("show a whole command line", () => {
    const path = "/v1/operators/{operatorId}/tokens";
    const operation = api.paths[path]?.["post"];

    const line = operation && curlExample(api, "http://localhost:8080", "post", path, operation);

    expect(line?.split(" \\\n")).toEqual([
      "curl -X POST",
      "  'http://localhost:8080/v1/operators/demo-a/tokens'",
      `  -H "Authorization: Bearer $TOKEN"`,
      "  -H 'Content-Type: application/json'",
      `  -d '{"tokenId":"DEMO-TAG-1"}'`,
    ]);
  });
});

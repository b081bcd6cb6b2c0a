import { describe, expect, it } from "vitest";
import { openApiDocument } from "#contracts/rest/openapi.ts";
import { REST_ROUTES } from "#contracts/rest-routes.ts";

const document = openApiDocument();

describe("the OpenAPI document", () => {
  it("describes the routes of the API and no others", () => {
    const described = Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
      Object.keys(methods ?? {}).map((method) => `${method.toUpperCase()} ${path}`),
    );

    expect(described.sort()).toEqual(
      REST_ROUTES.map(({ method, path }) => `${method} ${path}`).sort(),
    );
  });

  it("describes every parameter of every path", () => {
    for (const [path, methods] of Object.entries(document.paths ?? {})) {
      const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      for (const operation of Object.values(methods ?? {})) {
        const { parameters = [] } = operation as { parameters?: { in: string; name: string }[] };
        const described = parameters.filter((one) => one.in === "path").map((one) => one.name);
        expect(described.sort(), path).toEqual(names.toSorted());
      }
    }
  });

  it("refers only to schemas that it has", () => {
    const text = JSON.stringify(document);
    const referred = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name);

    expect(referred.length).toBeGreaterThan(20);
    expect(Object.keys(document.components?.schemas ?? {})).toEqual(
      expect.arrayContaining(referred),
    );
  });

  it("gives operations ids of their own", () => {
    const ids = JSON.stringify(document).match(/"operationId":"\w+"/g) ?? [];

    expect(new Set(ids).size).toBe(REST_ROUTES.length);
  });

  it("asks for a token everywhere but on the public paths", () => {
    const open = Object.entries(document.paths ?? {}).filter(([, methods]) =>
      Object.values(methods ?? {}).some(
        (operation) => (operation as { security?: unknown[] }).security?.length === 0,
      ),
    );

    expect(open.map(([path]) => path).sort()).toEqual([
      "/health",
      "/v1/adhoc/connectors/{code}",
      "/v1/adhoc/sessions",
      "/v1/adhoc/sessions/{attemptId}",
      "/v1/adhoc/sessions/{attemptId}/appeal",
      "/v1/adhoc/sessions/{attemptId}/progress",
      "/v1/adhoc/sessions/{attemptId}/receipt",
      "/v1/adhoc/sessions/{attemptId}/receipt-mail",
      "/v1/adhoc/sessions/{attemptId}/receipt.pdf",
      "/v1/adhoc/sessions/{attemptId}/stop",
      "/v1/adhoc/sticker-reports",
      "/v1/compliance/data-map",
      "/v1/compliance/records-of-processing",
      "/v1/openapi.json",
      "/v1/psp/stripe/{operatorId}/webhooks",
    ]);
  });
});

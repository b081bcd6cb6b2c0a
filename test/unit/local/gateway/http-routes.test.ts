import { describe, expect, it } from "vitest";
import { createRouteTable } from "#local/gateway/http-routes.ts";

const find = createRouteTable(
  [
    "GET /things/{proxy+}",
    "ANY /things/{id}",
    "GET /things/{id}",
    "GET /things/special",
    "POST /things",
    "GET /operators/{operatorId}/sites/{siteId}",
  ].map((routeKey) => ({ routeKey, functionArn: "arn", timeoutMs: 1 })),
);

describe("an HTTP API", () => {
  it.each([
    ["GET", "/things/special", "GET /things/special", {}],
    ["GET", "/things/7", "GET /things/{id}", { id: "7" }],
    ["PUT", "/things/7", "ANY /things/{id}", { id: "7" }],
    ["GET", "/things/a/b", "GET /things/{proxy+}", { proxy: "a/b" }],
    ["POST", "/things", "POST /things", {}],
    [
      "GET",
      "/operators/demo a/sites/ä",
      "GET /operators/{operatorId}/sites/{siteId}",
      { operatorId: "demo a", siteId: "ä" },
    ],
  ])("answers %s %s by %s", (method, path, routeKey, pathParameters) => {
    expect(find(method, path)).toMatchObject({ route: { routeKey }, pathParameters });
  });

  it.each([
    ["DELETE", "/things"],
    ["GET", "/things"],
    ["GET", "/operators//sites/1"],
    ["GET", "/operators/a/sites/1/more"],
    ["GET", "/"],
  ])("has no route for %s %s", (method, path) => {
    expect(find(method, path)).toBeUndefined();
  });

  it("falls back to $default where there is one", () => {
    const withDefault = createRouteTable([
      { routeKey: "$default", functionArn: "arn", timeoutMs: 1 },
    ]);

    expect(withDefault("GET", "/any")?.route.routeKey).toBe("$default");
  });
});

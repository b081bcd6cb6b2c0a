import { describe, expect, inject, it } from "vitest";
import { REST_ROUTES } from "#contracts/rest-routes.ts";
import { restClient } from "#test/support/rest-client.ts";

const { local } = inject("platform");

describe("the description of the API", () => {
  it("is served to everybody, names every route and refers to nothing that is not there", async () => {
    const { status, body } = await restClient(local.appUrl, "", undefined)("/v1/openapi.json");

    expect(status).toBe(200);
    expect(body.openapi).toMatch(/^3\.1\./);
    const described = Object.entries<object>(body.paths).flatMap(([path, item]) =>
      Object.keys(item)
        .filter((key) => ["get", "post", "patch", "delete", "put"].includes(key))
        .map((method) => `${method.toUpperCase()} ${path}`),
    );
    const routes = REST_ROUTES.map(({ method, path }) => `${method} ${path}`);
    expect(described.toSorted()).toEqual(routes.toSorted());
    const references = JSON.stringify(body).matchAll(/"\$ref":"#\/([^"]+)"/g);
    for (const [, reference = ""] of references) {
      const found = reference
        .split("/")
        .reduce<Record<string, never> | undefined>((node, part) => node?.[part], body);
      expect(found, reference).toBeDefined();
    }
  });
});

describe("a browser", () => {
  it.each(["/", "/docs", "/console", "/charge"])("gets a page at %s", async (path) => {
    const response = await fetch(`${local.appUrl}${path}`);

    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toMatch(/^text\/html/);
    expect(await response.text()).toMatch(/<title>[^<]+<\/title>/);
    expect(response.headers.get("content-security-policy")).toContain("default-src");
  });

  it("and a monitor see that the platform is healthy", async () => {
    const { status, body } = await restClient(local.appUrl, "", undefined)("/health");

    expect(status).toBe(200);
    expect(body).toMatchObject({ status: "ok" });
  });
});

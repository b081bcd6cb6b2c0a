import { describe, expect, it } from "vitest";
import { loadEdgeFunction } from "./edge-function.ts";

const resolve = loadEdgeFunction("folder-index");

describe("a page's URL", () => {
  it.each([
    ["/", "/index.html"],
    ["/docs/", "/docs/index.html"],
    ["/console/assets/app.js", "/console/assets/app.js"],
    ["/charge/", "/charge/index.html"],
    ["/charge/AbC-1_x", "/charge/index.html"],
    ["/charge/AbC-1_x/", "/charge/index.html"],
    ["/charge/assets/index-1.js", "/charge/assets/index-1.js"],
  ])("%s is the object %s", (uri, object) => {
    expect(resolve({ uri, querystring: {} })).toMatchObject({ uri: object });
  });

  it.each([
    ["/docs", "/docs/"],
    ["/charge", "/charge/"],
    ["/console/reports", "/console/reports/"],
    ["//other/docs", "//other/docs/"],
    ["/\\other/docs", "//other/docs/"],
    ["/javascript:x", "/javascript:x/"],
  ])("without its last slash leads to the folder on the same host: %s", (uri, folder) => {
    const page = `https://app.example.com${uri}`;

    const { statusCode, headers } = resolve({ uri, querystring: {} });

    const target = new URL(headers?.["location"]?.value ?? "", page);
    expect(statusCode).toBe(302);
    expect(target.origin + target.pathname).toBe(`https://app.example.com${folder}`);
  });
});

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { createCloudFrontFunction } from "#local/edge/cloudfront-function.ts";
import { anArrivingRequest } from "#test/support/local/arriving-request.ts";

const distribution = { distributionId: "E1", domainName: "d1.cloudfront.net" };
const compiled = (code: string) => createCloudFrontFunction(code, distribution);

describe("a CloudFront Function", () => {
  it("sees the event of runtime 2.0", async () => {
    const run = compiled(
      "function handler(event) { return { statusCode: 200, body: JSON.stringify(event) }; }",
    );

    const verdict = await run(
      anArrivingRequest({
        path: "/a%20b",
        queryString: "x=1&x=2&flag",
        headers: [
          ["X-Test", "yes"],
          ["Cookie", "a=1; b=2"],
        ],
      }),
    );

    expect(JSON.parse(String("answer" in verdict && verdict.answer.body))).toMatchObject({
      version: "1.0",
      context: { distributionId: "E1", eventType: "viewer-request" },
      viewer: { ip: "127.0.0.1" },
      request: {
        method: "GET",
        uri: "/a%20b",
        querystring: {
          x: { value: "1", multiValue: [{ value: "1" }, { value: "2" }] },
          flag: { value: "" },
        },
        headers: { "x-test": { value: "yes" } },
        cookies: { a: { value: "1" }, b: { value: "2" } },
      },
    });
  });

  it("changes the request, and what it left alone goes on as it came", async () => {
    const run = compiled(`function handler(event) {
      const request = event.request;
      request.uri = "/new";
      request.querystring = { a: { value: "1" } };
      request.headers["x-added"] = { value: "2" };
      delete request.headers["x-gone"];
      return request;
    }`);

    const verdict = await run(
      anArrivingRequest({
        queryString: "old=1",
        headers: [
          ["X-Kept", "1"],
          ["X-Gone", "1"],
          ["Cookie", "a=1; b=2"],
        ],
      }),
    );

    expect(verdict).toMatchObject({
      request: {
        path: "/new",
        queryString: "a=1",
        headers: [
          ["X-Kept", "1"],
          ["x-added", "2"],
          ["cookie", "a=1; b=2"],
        ],
      },
    });
  });

  it("may answer itself, also when it is asynchronous", async () => {
    const run = compiled(
      'async function handler() { return { statusCode: 302, headers: { location: { value: "/x" } } }; }',
    );

    expect(await run(anArrivingRequest())).toMatchObject({
      answer: { status: 302, headers: { location: "/x" }, body: "" },
    });
  });

  it.each([
    ["throws", "function handler() { throw new Error('no'); }"],
    ["rejects", "async function handler() { throw new Error('no'); }"],
    ["never ends", "function handler() { for (;;); }"],
    ["reaches for Node", "function handler() { return process.env; }"],
  ])("that %s fails the request", async (_, code) => {
    await expect(compiled(code)(anArrivingRequest())).rejects.toThrow();
  });
});

describe("the function in front of the chargers", () => {
  const run = compiled(readFileSync("lib/edge/ocpp-path.js", "utf8"));

  it.each(["/demo-a/CP-1", "//demo-a//CP-1/", "/ocpp/demo-a/CP-1"])(
    "reads operator and charger out of %s and drops the client's own query",
    async (path) => {
      const request = anArrivingRequest({ path, queryString: "operator=other&charger=x" });

      expect(await run(request)).toMatchObject({
        request: { path: "/", queryString: "operator=demo-a&charger=CP-1" },
      });
    },
  );
});

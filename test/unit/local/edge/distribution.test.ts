import { describe, expect, it, vi } from "vitest";
import { createDistribution, type Origin } from "#local/edge/distribution.ts";
import type {
  BehaviorDefinition,
  DistributionDefinition,
} from "#local/edge/distribution-definition.ts";
import type { ArrivingRequest } from "#local/gateway/arriving-request.ts";
import { anArrivingRequest } from "#test/support/local/arriving-request.ts";

const behavior = (more: Partial<BehaviorDefinition> = {}): BehaviorDefinition => ({
  pathPattern: "*",
  allowedMethods: ["GET", "HEAD"],
  forwards: "all-but-host",
  origin: { domainName: "site", path: "", customHeaders: [] },
  responseHeaders: { set: [], remove: [] },
  ...more,
});

function aDistribution(more: Partial<DistributionDefinition> = {}) {
  const fromApi = vi.fn(async (_: ArrivingRequest) => ({
    status: 200,
    headers: { server: "api", "x-frame-options": "SAMEORIGIN" },
    body: "api",
  }));
  const fromSite = vi.fn(async (_: string, path: string) => ({
    status: path === "/gone" ? 403 : 200,
    headers: {},
    body: `page ${path}`,
  }));
  const origins: Record<string, Origin> = {
    api: { kind: "http-api", api: { apiId: "a", stageName: "$default", answer: fromApi } },
    site: { kind: "site", site: { answer: fromSite } },
  };
  const definition = {
    distributionId: "E1",
    domainName: "d1.cloudfront.net",
    logicalId: "App",
    defaultRootObject: "",
    behaviors: [behavior()],
    errorResponses: [],
    asksForCertificates: false,
    ...more,
  };
  return {
    fromApi,
    distribution: createDistribution(
      definition,
      (name) => origins[name],
      () => undefined,
    ),
  };
}

describe("a distribution", () => {
  it("answers by the first behaviour that fits the path", async () => {
    const { distribution } = aDistribution({
      behaviors: [
        behavior({
          pathPattern: "/v1/*",
          origin: { domainName: "api", path: "", customHeaders: [] },
        }),
        behavior(),
      ],
    });

    const api = await distribution.answer(anArrivingRequest({ path: "/v1/x" }), undefined);
    const page = await distribution.answer(anArrivingRequest({ path: "/x" }), undefined);

    expect([api.body, page.body]).toEqual(["api", "page /x"]);
  });

  it("refuses a method that the behaviour does not allow", async () => {
    const { distribution } = aDistribution();

    const answer = await distribution.answer(anArrivingRequest({ method: "POST" }), undefined);

    expect(answer.status).toBe(403);
  });

  it("sets and removes response headers as its policy says", async () => {
    const { distribution } = aDistribution({
      behaviors: [
        behavior({
          origin: { domainName: "api", path: "", customHeaders: [] },
          responseHeaders: {
            set: [
              { name: "x-frame-options", value: "DENY", override: false },
              { name: "referrer-policy", value: "same-origin", override: true },
            ],
            remove: ["server"],
          },
        }),
      ],
    });

    const answer = await distribution.answer(anArrivingRequest(), undefined);

    expect(answer.headers).toEqual({
      "x-frame-options": "SAMEORIGIN",
      "referrer-policy": "same-origin",
    });
  });

  it("shows its error page instead of the origin's answer", async () => {
    const { distribution } = aDistribution({
      errorResponses: [{ errorCode: 403, responseCode: 404, responsePagePath: "/404.html" }],
    });

    const answer = await distribution.answer(anArrivingRequest({ path: "/gone" }), undefined);

    expect(answer).toMatchObject({ status: 404, body: "page /404.html" });
  });

  it("serves its root object for the bare path", async () => {
    const { distribution } = aDistribution({ defaultRootObject: "index.html" });

    const answer = await distribution.answer(anArrivingRequest(), undefined);

    expect(answer.body).toBe("page /index.html");
  });

  it("does not trouble the origin when its function answers itself, or fails", async () => {
    const at = { domainName: "api", path: "", customHeaders: [] };
    const { distribution, fromApi } = aDistribution({
      behaviors: [
        behavior({
          pathPattern: "/own",
          origin: at,
          viewerRequestCode: "function handler() { return { statusCode: 404 }; }",
        }),
        behavior({
          origin: at,
          viewerRequestCode: "function handler() { throw new Error('no'); }",
        }),
      ],
    });

    const own = await distribution.answer(anArrivingRequest({ path: "/own" }), undefined);
    const failed = await distribution.answer(anArrivingRequest(), undefined);

    expect([own.status, failed.status]).toEqual([404, 503]);
    expect(fromApi).not.toHaveBeenCalled();
  });

  it("with an origin that leads nowhere stops the start, naming it", () => {
    const lost = behavior({ origin: { domainName: "lost.example", path: "", customHeaders: [] } });

    expect(() => aDistribution({ behaviors: [lost] })).toThrow(/lost\.example/);
  });
});

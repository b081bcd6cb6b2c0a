import { describe, expect, it } from "vitest";
import type { BehaviorDefinition } from "#local/edge/distribution-definition.ts";
import { originRequest } from "#local/edge/origin-request.ts";
import { anArrivingRequest } from "#test/support/local/arriving-request.ts";

const behavior: BehaviorDefinition = {
  pathPattern: "*",
  allowedMethods: ["GET"],
  forwards: "all-but-host",
  origin: {
    domainName: "abc.execute-api.eu-west-1.amazonaws.com",
    path: "/v1",
    customHeaders: [["x-origin", "secret"]],
  },
  responseHeaders: { set: [], remove: [] },
};
const request = anArrivingRequest({
  path: "/x",
  queryString: "a=1",
  headers: [
    ["Host", "localhost"],
    ["Authorization", "Basic x"],
    ["X-Origin", "forged"],
  ],
});

describe("what the edge sends to an API", () => {
  it("carries the viewer's headers, but the origin's host and secret, and never a copy of the secret that the viewer sent", () => {
    const sent = originRequest(request, behavior);

    expect(sent.path).toBe("/v1/x");
    expect(sent.queryString).toBe("a=1");
    expect(sent.headers).toContainEqual(["Authorization", "Basic x"]);
    expect(sent.headers.filter(([name]) => name.toLowerCase() === "x-origin")).toEqual([
      ["x-origin", "secret"],
    ]);
    expect(sent.headers.filter(([name]) => name.toLowerCase() === "host")).toEqual([
      ["Host", "abc.execute-api.eu-west-1.amazonaws.com"],
    ]);
  });

  it("carries nothing of the viewer's where no policy lets it through", () => {
    const sent = originRequest(request, { ...behavior, forwards: "nothing" });

    expect(sent.queryString).toBe("");
    expect(sent.headers.map(([name]) => name.toLowerCase())).not.toContain("authorization");
  });

  it("carries what a list names, in CloudFront's own words where they are CloudFront's", () => {
    const forwards = {
      headers: ["x-ours", "cloudfront-forwarded-proto", "cloudfront-viewer-cert-pem"],
    };
    const arriving = anArrivingRequest({
      headers: [
        ["X-Ours", "1"],
        ["X-Theirs", "2"],
        ["CloudFront-Viewer-Cert-Pem", "forged"],
        ["CloudFront-Forwarded-Proto", "forged"],
      ],
      isTls: true,
      clientCertificatePem: "a certificate",
    });

    const { headers } = originRequest(arriving, { ...behavior, forwards });

    expect(headers.slice(0, 3)).toEqual([
      ["X-Ours", "1"],
      ["CloudFront-Forwarded-Proto", "https"],
      ["CloudFront-Viewer-Cert-Pem", "a%20certificate"],
    ]);
    expect(JSON.stringify(headers)).not.toMatch(/forged|X-Theirs/);
  });
});

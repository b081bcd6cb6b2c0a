import { describe, expect, it } from "vitest";
import { distributionDefinitions } from "#local/edge/definitions.ts";
import { resolverOf } from "#test/support/local/template-assembly.ts";

const CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
const ALL_VIEWER_EXCEPT_HOST = "b689b0a8-53d0-40ab-baf2-68738e2966ac";

function resolverFor(behavior: object, policy: object = {}, more: object = {}) {
  return resolverOf(
    {
      Path: {
        Type: "AWS::CloudFront::Function",
        Properties: { FunctionCode: "function handler(e) { return e.request; }" },
      },
      Listed: {
        Type: "AWS::CloudFront::OriginRequestPolicy",
        Properties: { OriginRequestPolicyConfig: policy },
      },
      App: {
        Type: "AWS::CloudFront::Distribution",
        Properties: {
          DistributionConfig: {
            ...more,
            Origins: [
              {
                Id: "api",
                DomainName: "api.example",
                OriginPath: "/v1",
                OriginCustomHeaders: [
                  {
                    HeaderName: "X-Origin",
                    HeaderValue: "{{resolve:secretsmanager:Secret:SecretString}}",
                  },
                ],
              },
            ],
            DefaultCacheBehavior: {
              TargetOriginId: "api",
              CachePolicyId: CACHING_DISABLED,
              ...behavior,
            },
          },
        },
      },
    },
    () => "the secret",
  );
}

describe("a distribution of a template", () => {
  it("keeps origin, secret header, function and what is forwarded", () => {
    const resolver = resolverFor({
      OriginRequestPolicyId: ALL_VIEWER_EXCEPT_HOST,
      FunctionAssociations: [
        { EventType: "viewer-request", FunctionARN: { "Fn::GetAtt": ["Path", "FunctionARN"] } },
      ],
    });

    expect(distributionDefinitions(resolver)).toMatchObject([
      {
        logicalId: "App",
        behaviors: [
          {
            pathPattern: "*",
            allowedMethods: ["GET", "HEAD"],
            forwards: "all-but-host",
            origin: {
              domainName: "api.example",
              path: "/v1",
              customHeaders: [["x-origin", "the secret"]],
            },
            viewerRequestCode: "function handler(e) { return e.request; }",
          },
        ],
      },
    ]);
  });

  it("keeps the list of what is forwarded, where it has one of its own", () => {
    const policy = {
      HeadersConfig: { HeaderBehavior: "whitelist", Headers: ["Sec-WebSocket-Key"] },
      QueryStringsConfig: { QueryStringBehavior: "all" },
      CookiesConfig: { CookieBehavior: "none" },
    };
    const resolver = resolverFor({ OriginRequestPolicyId: { Ref: "Listed" } }, policy);

    const [definition] = distributionDefinitions(resolver);

    expect(definition?.behaviors[0]?.forwards).toEqual({ headers: ["sec-websocket-key"] });
  });

  it.each([
    ["passthrough", true],
    [undefined, false],
  ])("asks viewers for certificates where it says %s", (Mode, asks) => {
    const mtls = Mode === undefined ? {} : { ViewerMtlsConfig: { Mode } };

    const [definition] = distributionDefinitions(resolverFor({}, {}, mtls));

    expect(definition?.asksForCertificates).toBe(asks);
  });

  it("stops the start where certificates are refused at the edge", () => {
    const resolver = resolverFor({}, {}, { ViewerMtlsConfig: { Mode: "required" } });

    expect(() => distributionDefinitions(resolver)).toThrow("required");
  });

  it("forwards nothing without an origin request policy", () => {
    const [definition] = distributionDefinitions(resolverFor({}));

    expect(definition?.behaviors[0]?.forwards).toBe("nothing");
  });

  it.each([
    ["its own cache policy", { CachePolicyId: "mine" }],
    ["an origin request policy", { OriginRequestPolicyId: "mine" }],
    ["a Lambda@Edge", { LambdaFunctionAssociations: [{}] }],
    [
      "a function for the viewer's response",
      { FunctionAssociations: [{ EventType: "viewer-response" }] },
    ],
    ["an unknown response headers policy", { ResponseHeadersPolicyId: "mine" }],
    ["leads to no origin", { TargetOriginId: "lost" }],
  ])("stops the start where it has what is not run here: %s", (what, behavior) => {
    expect(() => distributionDefinitions(resolverFor(behavior))).toThrow(what);
  });
});

import { Match, type Template } from "aws-cdk-lib/assertions";
import { beforeAll, expect, it } from "vitest";
import { synthesize } from "./synthesized.ts";

const CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
const ALL_VIEWER_EXCEPT_HOST_HEADER = "b689b0a8-53d0-40ab-baf2-68738e2966ac";

let ocpp: Template;
beforeAll(() => {
  ocpp = synthesize().Ocpp;
});

function distributionOf(template: Template) {
  const [distribution] = Object.values(template.findResources("AWS::CloudFront::Distribution"));
  return distribution?.["Properties"].DistributionConfig;
}

it("passes Authorization on, caches nothing and speaks TLS only", () => {
  const { DefaultCacheBehavior, Origins } = distributionOf(ocpp);

  expect(DefaultCacheBehavior).toMatchObject({
    CachePolicyId: CACHING_DISABLED,
    OriginRequestPolicyId: ALL_VIEWER_EXCEPT_HOST_HEADER,
    ViewerProtocolPolicy: "https-only",
  });
  expect(Origins[0].CustomOriginConfig).toEqual({
    OriginProtocolPolicy: "https-only",
    OriginSSLProtocols: ["TLSv1.2"],
  });
});

it("speaks no HTTP/3, which client certificates exclude", () => {
  expect(distributionOf(ocpp).HttpVersion).toBe("http2");
});

it("proves itself to $connect by a secret that no template holds", () => {
  const [header] = distributionOf(ocpp).Origins[0].OriginCustomHeaders;

  expect(header.HeaderName).toBe("x-chargeward-origin");
  expect(JSON.stringify(header.HeaderValue)).toMatch(/\{\{resolve:secretsmanager:.*OriginSecret/);
});

it("rewrites the path before anything else sees it", () => {
  ocpp.hasResourceProperties("AWS::CloudFront::Function", {
    FunctionConfig: { Runtime: "cloudfront-js-2.0" },
    FunctionCode: Match.stringLikeRegexp("function handler\\(event\\)"),
  });
  expect(distributionOf(ocpp).DefaultCacheBehavior.FunctionAssociations).toMatchObject([
    { EventType: "viewer-request" },
  ]);
});

it("takes a hostname with its certificate and refuses TLS below 1.2 there", () => {
  const context = {
    domain: "example.com",
    ocppCertificateArn: "arn:aws:acm:us-east-1:111122223333:certificate/ocpp",
    appCertificateArn: "arn:aws:acm:us-east-1:111122223333:certificate/app",
  };

  const config = distributionOf(synthesize(context).Ocpp);

  expect(config.Aliases).toEqual(["ocpp.example.com"]);
  expect(config.ViewerCertificate).toMatchObject({
    AcmCertificateArn: context.ocppCertificateArn,
    MinimumProtocolVersion: "TLSv1.2_2021",
  });
});

it("takes a new version of the secret from the context", () => {
  const rotated = distributionOf(synthesize({ originSecretVersion: "version-2" }).Ocpp);

  expect(JSON.stringify(rotated.Origins[0].OriginCustomHeaders)).toContain(
    ":SecretString:::version-2}}",
  );
});

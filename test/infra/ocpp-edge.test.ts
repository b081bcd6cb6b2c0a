import { Match, type Template } from "aws-cdk-lib/assertions";
import { beforeAll, expect, it } from "vitest";
import { synthesize } from "./synthesized.ts";

const CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";

let ocpp: Template;
beforeAll(() => {
  ocpp = synthesize().Ocpp;
});

function distributionOf(template: Template) {
  const [distribution] = Object.values(template.findResources("AWS::CloudFront::Distribution"));
  return distribution?.["Properties"].DistributionConfig;
}

it("caches nothing and speaks TLS only", () => {
  const { DefaultCacheBehavior, Origins } = distributionOf(ocpp);

  expect(DefaultCacheBehavior).toMatchObject({
    CachePolicyId: CACHING_DISABLED,
    ViewerProtocolPolicy: "https-only",
  });
  expect(Origins[0].CustomOriginConfig).toEqual({
    OriginProtocolPolicy: "https-only",
    OriginSSLProtocols: ["TLSv1.2"],
  });
});

function forwardedBy(template: Template): readonly string[] {
  const [policy] = Object.values(template.findResources("AWS::CloudFront::OriginRequestPolicy"));
  return policy?.["Properties"].OriginRequestPolicyConfig.HeadersConfig.Headers;
}

it("passes on the handshake, the copy of Authorization and whether it came by TLS, and no Host", () => {
  expect(forwardedBy(ocpp).toSorted()).toEqual([
    "CloudFront-Forwarded-Proto",
    "Sec-WebSocket-Extensions",
    "Sec-WebSocket-Key",
    "Sec-WebSocket-Protocol",
    "Sec-WebSocket-Version",
    "X-Chargeward-Authorization",
  ]);
});

it("asks for no certificate and passes none on, unless it is told to", () => {
  expect(distributionOf(ocpp).ViewerMtlsConfig).toBeUndefined();
});

it("asks chargers for certificates and leaves it to $connect whose they are", () => {
  const asking = synthesize({ clientCertificates: "passthrough" }).Ocpp;

  expect(distributionOf(asking).ViewerMtlsConfig).toEqual({ Mode: "passthrough" });
  expect(forwardedBy(asking)).toContain("CloudFront-Viewer-Cert-Pem");
});

it("refuses certificates of CAs outside the bundle that it is given", () => {
  const asking = synthesize({ clientCertificates: "s3://eu-west-1/cas/all.pem" }).Ocpp;

  const [trustStoreId] = Object.keys(asking.findResources("AWS::CloudFront::TrustStore"));
  expect(distributionOf(asking).ViewerMtlsConfig).toEqual({
    Mode: "optional",
    TrustStoreConfig: { TrustStoreId: { Ref: trustStoreId } },
  });
  asking.hasResourceProperties("AWS::CloudFront::TrustStore", {
    CaCertificatesBundleSource: {
      CaCertificatesBundleS3Location: { Bucket: "cas", Key: "all.pem", Region: "eu-west-1" },
    },
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

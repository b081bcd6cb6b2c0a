import type { Template } from "aws-cdk-lib/assertions";
import { beforeAll, describe, expect, it } from "vitest";
import { synthesize } from "./synthesized.ts";

const CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
const ALL_VIEWER_EXCEPT_HOST_HEADER = "b689b0a8-53d0-40ab-baf2-68738e2966ac";

let web: Template;
beforeAll(() => {
  web = synthesize().Web;
});

function distributionConfig(template: Template) {
  const [distribution] = Object.values(template.findResources("AWS::CloudFront::Distribution"));
  return distribution?.["Properties"].DistributionConfig;
}

describe("the app's hostname", () => {
  it("gives /v1 and /health to the REST API, uncached and with Authorization", () => {
    const { CacheBehaviors } = distributionConfig(web);

    expect(CacheBehaviors.map(({ PathPattern }: { PathPattern: string }) => PathPattern)).toEqual([
      "/v1/*",
      "/health",
    ]);
    for (const behavior of CacheBehaviors) {
      expect(behavior).toMatchObject({
        CachePolicyId: CACHING_DISABLED,
        OriginRequestPolicyId: ALL_VIEWER_EXCEPT_HOST_HEADER,
        ViewerProtocolPolicy: "https-only",
      });
      expect(behavior.AllowedMethods).toContain("DELETE");
    }
  });

  it("gives everything else to the pages, with an index in each folder", () => {
    const { DefaultCacheBehavior, CacheBehaviors, Origins } = distributionConfig(web);
    const pages = Origins.find(
      ({ Id }: { Id: string }) => Id === DefaultCacheBehavior.TargetOriginId,
    );

    expect(pages).toHaveProperty("OriginAccessControlId");
    expect(DefaultCacheBehavior.FunctionAssociations).toHaveLength(1);
    expect(CacheBehaviors[0].TargetOriginId).not.toBe(DefaultCacheBehavior.TargetOriginId);
  });

  it("sends security headers with every answer", () => {
    const [policy] = Object.values(web.findResources("AWS::CloudFront::ResponseHeadersPolicy"));
    const headers = policy?.["Properties"].ResponseHeadersPolicyConfig.SecurityHeadersConfig;
    const { DefaultCacheBehavior, CacheBehaviors } = distributionConfig(web);

    expect(JSON.stringify(headers.ContentSecurityPolicy)).toContain(
      "default-src 'self'; connect-src 'self' https://",
    );
    expect(JSON.stringify(headers.ContentSecurityPolicy)).not.toContain("unsafe");
    expect(headers.StrictTransportSecurity.AccessControlMaxAgeSec).toBe(63_072_000);
    for (const behavior of [DefaultCacheBehavior, ...CacheBehaviors]) {
      expect(behavior).toHaveProperty("ResponseHeadersPolicyId");
    }
  });

  it("stands behind the firewall that the context names", () => {
    const arn = "arn:aws:wafv2:us-east-1:111122223333:global/webacl/edge/1";

    const behind = synthesize({ webAclArn: arn });

    expect(distributionConfig(behind.Web).WebACLId).toBe(arn);
    expect(distributionConfig(behind.Ocpp).WebACLId).toBe(arn);
  });
});

describe("the bucket of pages", () => {
  it("is closed to the public and keeps its content", () => {
    web.hasResource("AWS::S3::Bucket", {
      DeletionPolicy: "Retain",
      Properties: {
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
      },
    });
  });
});

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

function securityHeaders(logicalId: RegExp) {
  const policies = web.findResources("AWS::CloudFront::ResponseHeadersPolicy");
  const [, policy] = Object.entries(policies).find(([id]) => logicalId.test(id)) ?? [];
  return policy?.["Properties"].ResponseHeadersPolicyConfig.SecurityHeadersConfig;
}

describe("the app's hostname", () => {
  it("gives /v1 and /health to the REST API, uncached and with Authorization", () => {
    const { CacheBehaviors } = distributionConfig(web);

    expect(CacheBehaviors.map(({ PathPattern }: { PathPattern: string }) => PathPattern)).toEqual([
      "/v1/*",
      "/health",
      "/charge/*",
    ]);
    for (const behavior of CacheBehaviors.slice(0, 2)) {
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
    const headers = securityHeaders(/^SecurityHeaders/);
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

  it("lets the drivers' portal load its own scripts and reCAPTCHA's, and nothing inline", () => {
    const { ContentSecurityPolicy: policy } =
      securityHeaders(/^PortalHeaders/).ContentSecurityPolicy;

    expect(policy).toContain(
      "default-src 'none'; script-src 'self' https://www.google.com/recaptcha/ ",
    );
    expect(policy).not.toMatch(/unsafe|\*|http:/);
    const { CacheBehaviors } = distributionConfig(web);
    expect(JSON.stringify(CacheBehaviors[2].ResponseHeadersPolicyId)).toContain("PortalHeaders");
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

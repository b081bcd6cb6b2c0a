import { Duration } from "aws-cdk-lib";
import {
  HeadersFrameOption,
  HeadersReferrerPolicy,
  ResponseHeadersPolicy,
} from "aws-cdk-lib/aws-cloudfront";
import type { Construct } from "constructs";

/** The security headers of pages and answers: own scripts only, no framing, HTTPS for two years. */
export class SecurityHeaders extends ResponseHeadersPolicy {
  /** @param signInOrigins origins besides its own that a page may call, for signing in. */
  constructor(scope: Construct, id: string, signInOrigins: readonly string[]) {
    const contentSecurityPolicy = [
      "default-src 'self'",
      `connect-src 'self' ${signInOrigins.join(" ")}`,
      "img-src 'self' data:",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ].join("; ");
    super(scope, id, {
      securityHeadersBehavior: {
        contentSecurityPolicy: { contentSecurityPolicy, override: true },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.SAME_ORIGIN, override: true },
        strictTransportSecurity: {
          accessControlMaxAge: Duration.days(730),
          includeSubdomains: true,
          override: true,
        },
      },
    });
  }
}

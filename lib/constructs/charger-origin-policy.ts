import {
  OriginRequestCookieBehavior,
  OriginRequestHeaderBehavior,
  OriginRequestPolicy,
  OriginRequestQueryStringBehavior,
} from "aws-cdk-lib/aws-cloudfront";
import type { Construct } from "constructs";

/**
 * What of a charger's handshake reaches `$connect`. Host must stay the API's own, and a policy that passes everything
 * else on cannot add what CloudFront knows of the viewer; so it is a list, of which CloudFront takes ten. A list cannot
 * name Authorization: the edge function copies it.
 */
const HEADERS = [
  "Sec-WebSocket-Extensions",
  "Sec-WebSocket-Key",
  "Sec-WebSocket-Protocol",
  "Sec-WebSocket-Version",
  "X-Chargeward-Authorization",
  "CloudFront-Forwarded-Proto",
] as const;

/** Only where CloudFront asks for certificates: it would pass on what a viewer made up. */
const CERTIFICATE_HEADERS = ["CloudFront-Viewer-Cert-Pem"] as const;

/** Passes on what `$connect` decides by: the query of the edge function, the handshake, and how it reached the edge. */
export class ChargerOriginPolicy extends OriginRequestPolicy {
  constructor(
    scope: Construct,
    id: string,
    { withCertificates }: { readonly withCertificates: boolean },
  ) {
    super(scope, id, {
      comment: "Chargers' handshakes",
      cookieBehavior: OriginRequestCookieBehavior.none(),
      queryStringBehavior: OriginRequestQueryStringBehavior.all(),
      headerBehavior: OriginRequestHeaderBehavior.allowList(
        ...HEADERS,
        ...(withCertificates ? CERTIFICATE_HEADERS : []),
      ),
    });
  }
}

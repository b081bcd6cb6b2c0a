import { type CfnDistribution, CfnTrustStore, type Distribution } from "aws-cdk-lib/aws-cloudfront";
import type { Construct } from "constructs";
import type { ClientCertificates } from "../settings.ts";

/**
 * Has CloudFront ask chargers for a certificate without demanding one, so that one host serves the profiles 2 and 3. With
 * a bundle of CAs it refuses all others itself; without one it only sees the key used. Whose a certificate is,
 * `$connect` decides in both cases. CDK has no construct for this yet.
 */
export function askForCertificates(
  scope: Construct,
  distribution: Distribution,
  { mode, bundle }: Exclude<ClientCertificates, { readonly mode: "off" }>,
): void {
  const trustStore =
    bundle &&
    new CfnTrustStore(scope, "ChargerCas", {
      name: `${scope.node.path.replaceAll(/[^A-Za-z0-9-]/g, "-").slice(0, 48)}-cas`,
      caCertificatesBundleSource: { caCertificatesBundleS3Location: bundle },
    });
  (distribution.node.defaultChild as CfnDistribution).addPropertyOverride(
    "DistributionConfig.ViewerMtlsConfig",
    {
      Mode: mode,
      ...(trustStore && { TrustStoreConfig: { TrustStoreId: trustStore.ref } }),
    },
  );
}

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startKms } from "#local/kms.ts";

/** A KMS key of an operator's own. */
export const CUSTOMER_KEY_ARN = "arn:aws:kms:eu-central-1:222222222222:key/customer";

/** A KMS with the keys that seal credentials, wrap data keys and sign the audit journal. The SDK is pointed at it. */
export async function startCredentialKey(): Promise<{ readonly stop: () => Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), "chargeward-kms-"));
  const arns = [
    String(process.env["CREDENTIAL_KEY_ARN"]),
    String(process.env["VAULT_KEY_ARN"]),
    CUSTOMER_KEY_ARN,
  ];
  const kms = await startKms({
    dataDir,
    region: "eu-central-1",
    accountId: "111111111111",
    keys: [
      ...arns.map((arn) => ({
        keyId: arn.split("/").at(-1) ?? "",
        arn,
        aliases: [],
        keySpec: "SYMMETRIC_DEFAULT",
        keyUsage: "ENCRYPT_DECRYPT",
      })),
      {
        keyId: "codes",
        arn: String(process.env["CODE_KEY_ARN"]),
        aliases: [],
        keySpec: "HMAC_256",
        keyUsage: "GENERATE_VERIFY_MAC",
      },
      {
        keyId: "audit",
        arn: String(process.env["AUDIT_SIGNING_KEY_ARN"]),
        aliases: [],
        keySpec: "ECC_NIST_P256",
        keyUsage: "SIGN_VERIFY",
      },
    ],
  });
  Object.assign(process.env, { AWS_ENDPOINT_URL_KMS: kms.endpoint });
  return {
    async stop() {
      await kms.stop();
      await rm(dataDir, { recursive: true });
    },
  };
}

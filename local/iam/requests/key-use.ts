import { PLACE } from "../../assembly/place.ts";
import type { Access } from "../access.ts";

/** The use of a customer's key that a service makes in the caller's name, so that the caller needs it granted. */
export function keyUse(
  service: "dynamodb" | "s3" | "secretsmanager" | "sqs",
  action: "Decrypt" | "GenerateDataKey",
  keyArn: string,
  encryptionContext: Readonly<Record<string, string>>,
): Access {
  const context = {
    "kms:ViaService": `${service}.${PLACE.region}.amazonaws.com`,
    "kms:CallerAccount": PLACE.accountId,
    ...encryptionContextKeys(encryptionContext),
  };
  return { action: `kms:${action}`, resource: keyArn, context: () => context, through: service };
}

/** Condition keys for an encryption context. */
export function encryptionContextKeys(
  encryptionContext: Readonly<Record<string, string>>,
): Readonly<Record<string, string | readonly string[]>> {
  const entries = Object.entries(encryptionContext);
  return {
    ...Object.fromEntries(
      entries.map(([key, value]) => [`kms:EncryptionContext:${key}`, value] as const),
    ),
    "kms:EncryptionContextKeys": entries.map(([key]) => key),
  };
}

import type { KMSClient } from "@aws-sdk/client-kms";
import { DomainError } from "#domain/errors.ts";
import { OPERATOR_SUBJECT } from "#domain/privacy/sealer.ts";
import { kms as actingKms } from "./client.ts";
import { generateKey, unwrapKey } from "./key-wrapper.ts";

/**
 * Tries whether a KMS key wraps and unwraps a data key of an operator; nothing is kept of it. Throws
 * `customer-key.unusable`, and `privacy.throttled` or `privacy.unavailable` where that cannot be told now.
 */
export async function tryWrappingKey(
  operatorId: string,
  keyArn: string,
  kms: () => KMSClient = actingKms,
): Promise<void> {
  const owner = { operatorId, subjectId: OPERATOR_SUBJECT, purpose: "trial" } as const;
  try {
    const { bytes, wrapped } = await generateKey(kms(), keyArn, owner);
    bytes.fill(0);
    (await unwrapKey(kms(), keyArn, wrapped, owner)).fill(0);
  } catch (cause) {
    if (!(cause instanceof DomainError) || cause.code !== "privacy.key-denied") throw cause;
    throw new DomainError(
      "customer-key.unusable",
      "The key is not there, disabled, or its policy does not let the platform use it.",
      {},
      { cause },
    );
  }
}

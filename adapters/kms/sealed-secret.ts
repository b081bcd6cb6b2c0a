import { DecryptCommand, EncryptCommand, type KMSClient } from "@aws-sdk/client-kms";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { kms } from "./client.ts";

/** What a sealed secret is for; KMS opens it for nothing else, and only to a role that may for this operator. */
export interface SealPurpose {
  readonly purpose: "adhoc-token" | "canary" | "integration" | "webhook";
  /** The item that holds it: sealed text that was moved to another item stays shut. */
  readonly itemId: string;
}

function contextOf(operatorId: string, { purpose, itemId }: SealPurpose) {
  return { operatorId, purpose, itemId };
}

/** Seals secrets of the operator that one acts in; who can seal cannot open. At most 4,096 bytes. */
export function secretSealer(
  tenant: Pick<TenantContext, "operatorId">,
  keyArn: string,
  clientOf: () => KMSClient = kms,
) {
  return async (text: string, purpose: SealPurpose): Promise<string> => {
    const { CiphertextBlob } = await clientOf().send(
      new EncryptCommand({
        KeyId: keyArn,
        Plaintext: Buffer.from(text, "utf8"),
        EncryptionContext: contextOf(tenant.operatorId, purpose),
      }),
    );
    if (!CiphertextBlob) throw new Error("KMS gave no ciphertext");
    return Buffer.from(CiphertextBlob).toString("base64");
  };
}

/** Opens a sealed secret, for the functions that use it. Throws when it was sealed for anything else. */
export function secretOpener(keyArn: string) {
  return async (operatorId: string, sealed: string, purpose: SealPurpose): Promise<string> => {
    const { Plaintext } = await kms().send(
      new DecryptCommand({
        KeyId: keyArn,
        CiphertextBlob: Buffer.from(sealed, "base64"),
        EncryptionContext: contextOf(operatorId, purpose),
      }),
    );
    if (!Plaintext) throw new Error("KMS gave no plaintext");
    return Buffer.from(Plaintext).toString("utf8");
  };
}

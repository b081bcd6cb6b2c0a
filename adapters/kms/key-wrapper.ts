import {
  DecryptCommand,
  GenerateDataKeyCommand,
  type KMSClient,
  ReEncryptCommand,
} from "@aws-sdk/client-kms";
import type { KeyName } from "#domain/privacy/sealer.ts";
import { keyRefusal } from "./key-refusal.ts";

/** A data key as the Vault holds it, in base64; KMS opens it for the same operator, subject and purpose only. */
export type WrappedKey = string;

/** Whose key it is; KMS writes this into its log in clear, so it holds nothing personal. */
export type KeyOwner = KeyName & { readonly operatorId: string };

const contextOf = ({ operatorId, subjectId, purpose }: KeyOwner) => ({
  operatorId,
  subjectId,
  purpose,
});

/** A new data key of 256 bits, in clear and wrapped. Throws `privacy.…` where KMS does not give one. */
export async function generateKey(
  kms: KMSClient,
  keyArn: string,
  owner: KeyOwner,
): Promise<{ readonly bytes: Uint8Array; readonly wrapped: WrappedKey }> {
  const answer = await asked(() =>
    kms.send(
      new GenerateDataKeyCommand({
        KeyId: keyArn,
        KeySpec: "AES_256",
        EncryptionContext: contextOf(owner),
      }),
    ),
  );
  const { Plaintext, CiphertextBlob } = answer;
  if (!Plaintext || !CiphertextBlob) throw new Error("KMS gave no data key");
  return { bytes: Plaintext, wrapped: Buffer.from(CiphertextBlob).toString("base64") };
}

/** The data key in clear. Throws `privacy.…` where KMS does not open it. */
export async function unwrapKey(
  kms: KMSClient,
  keyArn: string,
  wrapped: WrappedKey,
  owner: KeyOwner,
): Promise<Uint8Array> {
  const { Plaintext } = await asked(() =>
    kms.send(
      new DecryptCommand({
        KeyId: keyArn,
        CiphertextBlob: Buffer.from(wrapped, "base64"),
        EncryptionContext: contextOf(owner),
      }),
    ),
  );
  if (!Plaintext) throw new Error("KMS gave no plaintext");
  return Plaintext;
}

/** The data key wrapped anew, without being in clear here. Throws `privacy.…` where KMS does not do it. */
export async function rewrapKey(
  kms: KMSClient,
  wrapped: WrappedKey,
  owner: KeyOwner,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<WrappedKey> {
  const { CiphertextBlob } = await asked(() =>
    kms.send(
      new ReEncryptCommand({
        CiphertextBlob: Buffer.from(wrapped, "base64"),
        SourceKeyId: from,
        SourceEncryptionContext: contextOf(owner),
        DestinationKeyId: to,
        DestinationEncryptionContext: contextOf(owner),
      }),
    ),
  );
  if (!CiphertextBlob) throw new Error("KMS gave no wrapped key");
  return Buffer.from(CiphertextBlob).toString("base64");
}

async function asked<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw keyRefusal(error);
  }
}

import { createCipheriv, createDecipheriv, createHmac } from "node:crypto";
import { GenerateMacCommand } from "@aws-sdk/client-kms";
import { actingAsSelf } from "../dynamodb/client.ts";
import { kms } from "./client.ts";

/** What a text is for; one of a kind is no other, whatever it says. */
export type OpaqueKind = "adhoc-intent" | "connector-code" | "attempt-handle";

const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** No text of ours is longer; nothing longer is looked at. */
const LONGEST = 400;
const ALGORITHM = "aes-256-gcm";

/**
 * Seals short texts for people's hands (codes on stickers, handles of attempts): nobody reads, alters or makes one. The
 * key is derived once in an execution environment from one that never leaves KMS. The same text is always sealed the
 * same (its nonce is its own MAC, as in SIV), so that a sticker can be printed again.
 */
export function opaqueText(keyArn: string) {
  let root: Promise<Uint8Array> | undefined;
  const rootKey = (): Promise<Uint8Array> => {
    root ??= deriveRoot(keyArn).catch((error: unknown) => {
      root = undefined;
      throw error;
    });
    return root;
  };
  const macOf = async (use: string, message: string): Promise<Buffer> =>
    createHmac("sha256", await rootKey())
      .update(JSON.stringify([use, message]))
      .digest();

  return {
    /** The text sealed, URL-safe. */
    async seal(kind: OpaqueKind, fields: readonly string[]): Promise<string> {
      const text = JSON.stringify(fields);
      const nonce = (await macOf(`${kind} nonce`, text)).subarray(0, NONCE_BYTES);
      const cipher = createCipheriv(ALGORITHM, await macOf(`${kind} key`, ""), nonce, {
        authTagLength: TAG_BYTES,
      });
      const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      const version = Buffer.from([VERSION]);
      return Buffer.concat([version, nonce, sealed, cipher.getAuthTag()]).toString("base64url");
    },

    /** The fields of a text that was sealed for this; undefined for anything else. */
    async open(kind: OpaqueKind, sealed: string): Promise<readonly string[] | undefined> {
      const bytes = Buffer.from(sealed, "base64url");
      // Two spellings of the same bytes would be two codes.
      const isOurs = sealed.length <= LONGEST && bytes.toString("base64url") === sealed;
      if (!isOurs || bytes[0] !== VERSION) return undefined;
      if (bytes.length <= 1 + NONCE_BYTES + TAG_BYTES) return undefined;
      const nonce = bytes.subarray(1, 1 + NONCE_BYTES);
      const decipher = createDecipheriv(ALGORITHM, await macOf(`${kind} key`, ""), nonce, {
        authTagLength: TAG_BYTES,
      });
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
      try {
        const body = bytes.subarray(1 + NONCE_BYTES, -TAG_BYTES);
        const text = Buffer.concat([decipher.update(body), decipher.final()]).toString("utf8");
        return JSON.parse(text) as readonly string[];
      } catch {
        return undefined;
      }
    },

    /** A keyed digest: the same for the same message, and nobody without the key can try messages out. */
    digest: async (use: string, message: string): Promise<string> =>
      (await macOf(`digest ${use}`, message)).toString("base64url"),
  };
}

export type OpaqueText = ReturnType<typeof opaqueText>;

/** With the function's own rights: the key is the platform's, not an operator's. */
async function deriveRoot(keyArn: string): Promise<Uint8Array> {
  const { Mac } = await actingAsSelf(() =>
    kms().send(
      new GenerateMacCommand({
        KeyId: keyArn,
        MacAlgorithm: "HMAC_SHA_256",
        Message: Buffer.from(`chargeward opaque text ${VERSION}`),
      }),
    ),
  );
  if (!Mac) throw new Error("KMS gave no MAC");
  return Mac;
}

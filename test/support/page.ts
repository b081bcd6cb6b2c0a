import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { startWords, stopWords } from "#domain/adhoc/start-intent.ts";

const sha256 = (text: string) => createHash("sha256").update(text).digest("base64url");

/** A page of the drivers' portal with the key that it made. */
export function openPage() {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  const signed = (words: string) =>
    sign("sha256", Buffer.from(words), { key: privateKey, dsaEncoding: "ieee-p1363" }).toString(
      "base64url",
    );
  const jwk = { kty: "EC", crv: "P-256", x, y } as const;
  return {
    publicKey: jwk,
    /** The body of a start, with the token if there is one. */
    start: (code: string, intent: string, recaptchaToken?: string, more: object = {}) => ({
      code,
      intent,
      ...(recaptchaToken !== undefined && { recaptchaToken }),
      publicKey: jwk,
      signature: signed(startWords(intent, sha256(recaptchaToken ?? ""))),
      language: "en",
      ...more,
    }),
    stop: (attemptId: string, signedAt = new Date().toISOString()) => ({
      publicKey: jwk,
      signedAt,
      signature: signed(stopWords(attemptId, signedAt)),
    }),
  };
}

export type Page = ReturnType<typeof openPage>;

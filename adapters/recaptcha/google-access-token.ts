import { createSign } from "node:crypto";
import type { GoogleCredential } from "./google-credential.ts";

const SCOPE = "https://www.googleapis.com/auth/cloud-platform";
const LIFE_SECONDS = 3_600;
/** A token is renewed so long before it is over. */
const MARGIN_SECONDS = 300;
const REMEMBERED = 500;

type ServiceAccount = Extract<GoogleCredential, { readonly kind: "service-account" }>;

/** Google refused the credential, or it cannot sign. */
export class CredentialRefused extends Error {
  override readonly name = "CredentialRefused";
}

/** Access tokens of service accounts (RFC 7523), remembered until shortly before they are over. */
export function googleAccessTokens(tokenUrl: string, nowMs: () => number = () => Date.now()) {
  const known = new Map<string, { readonly token: string; readonly until: number }>();
  return async (account: ServiceAccount, signal: AbortSignal): Promise<string> => {
    const name = `${account.clientEmail} ${account.privateKey}`;
    const remembered = known.get(name);
    if (remembered && remembered.until > nowMs()) return remembered.token;
    const response = await fetch(tokenUrl, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({
        grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer",
        assertion: assertionOf(account, tokenUrl, nowMs()),
      }),
      redirect: "error",
      signal,
    });
    // Google answers 400 (invalid_grant) or 401 for a key that it does not take.
    if (response.status >= 400 && response.status < 500 && response.status !== 429) {
      throw new CredentialRefused(`status ${response.status}`);
    }
    if (!response.ok) throw new Error(`status ${response.status}`);
    const { access_token: token, expires_in: seconds } = (await response.json()) as {
      readonly access_token?: unknown;
      readonly expires_in?: unknown;
    };
    if (typeof token !== "string") throw new Error("no token in the answer");
    const lifeSeconds = typeof seconds === "number" ? seconds : LIFE_SECONDS;
    const [oldest] = known.keys();
    if (known.size >= REMEMBERED && oldest !== undefined) known.delete(oldest);
    known.set(name, { token, until: nowMs() + (lifeSeconds - MARGIN_SECONDS) * 1_000 });
    return token;
  };
}

function assertionOf(account: ServiceAccount, audience: string, nowMs: number): string {
  const issuedAt = Math.floor(nowMs / 1_000);
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");
  const claims = {
    iss: account.clientEmail,
    scope: SCOPE,
    aud: audience,
    iat: issuedAt,
    exp: issuedAt + LIFE_SECONDS,
  };
  const signed = `${encode({ alg: "RS256", typ: "JWT" })}.${encode(claims)}`;
  try {
    return `${signed}.${createSign("RSA-SHA256").update(signed).sign(account.privateKey, "base64url")}`;
  } catch {
    throw new CredentialRefused("the private key cannot sign");
  }
}

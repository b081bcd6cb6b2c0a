import { randomBytes } from "node:crypto";

const LIFE_MS = 120_000;
const REMEMBERED = 20_000;

/** A token that a page got. */
interface IssuedToken {
  readonly siteKey: string;
  readonly action: string;
  readonly hostname: string;
  readonly createdMs: number;
  /** Where the page said what it is to come to. */
  readonly score?: number;
}

/** What becomes of a token when somebody asks about it. */
export type Redemption =
  | { readonly is: "valid"; readonly token: IssuedToken }
  | { readonly is: "DUPE" | "EXPIRED" | "MALFORMED" };

/** Tokens, each of which counts once and for two minutes. */
export function issuedTokens(nowMs: () => number = () => Date.now()) {
  const tokens = new Map<string, IssuedToken & { redeemed: boolean }>();
  return {
    issue(of: Omit<IssuedToken, "createdMs"> & { readonly ageMs?: number }): string {
      const { ageMs = 0, ...fields } = of;
      const token = `local-${randomBytes(48).toString("base64url")}`;
      const [oldest] = tokens.keys();
      if (tokens.size >= REMEMBERED && oldest !== undefined) tokens.delete(oldest);
      tokens.set(token, { ...fields, createdMs: nowMs() - ageMs, redeemed: false });
      return token;
    },

    redeem(token: string): Redemption {
      const issued = tokens.get(token);
      if (!issued) return { is: "MALFORMED" };
      if (issued.redeemed) return { is: "DUPE" };
      issued.redeemed = true;
      return nowMs() - issued.createdMs > LIFE_MS
        ? { is: "EXPIRED" }
        : { is: "valid", token: issued };
    },
  };
}

export type IssuedTokens = ReturnType<typeof issuedTokens>;

import { createHmac, randomInt, timingSafeEqual } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import { canonicalEmail } from "./person.ts";

/** What a code that comes by mail is good for. */
export type CodePurpose = "recovery" | "sign-up";

export interface MailCodes {
  /** Makes the newest code of an address; the one before it is void. Whether the address is known plays no part. */
  readonly issue: (purpose: CodePurpose, email: string) => string;
  /** Uses a code up: true once, within its time and its tries. */
  readonly redeem: (purpose: CodePurpose, email: string, code: string) => boolean;
}

const LIFETIME_MS = 15 * 60_000;
const TRIES = 5;
const CODES = 100_000_000;

/** Codes of one pool, in the database as keyed hashes. */
export function openMailCodes(
  database: DatabaseSync,
  poolId: string,
  key: string,
  now: () => number = Date.now,
): MailCodes {
  const expire = database.prepare("DELETE FROM mail_code WHERE expires_at <= ?");
  const upsert = database.prepare(
    `INSERT INTO mail_code (pool, purpose, email, hash, tries, expires_at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET hash = excluded.hash, tries = excluded.tries, expires_at = excluded.expires_at`,
  );
  const spendTry = database.prepare(
    `UPDATE mail_code SET tries = tries - 1
     WHERE pool = ? AND purpose = ? AND email = ? AND tries > 0 AND expires_at > ? RETURNING hash`,
  );
  const remove = database.prepare(
    "DELETE FROM mail_code WHERE pool = ? AND purpose = ? AND email = ?",
  );
  const hashOf = (purpose: CodePurpose, email: string, code: string): string =>
    createHmac("sha256", key).update(`${purpose} ${email} ${code}`).digest("hex");

  return {
    issue: (purpose, address) => {
      const email = canonicalEmail(address);
      const code = String(randomInt(CODES)).padStart(8, "0");
      expire.run(now());
      const hash = hashOf(purpose, email, code);
      upsert.run(poolId, purpose, email, hash, TRIES, now() + LIFETIME_MS);
      return code;
    },
    redeem: (purpose, address, code) => {
      const email = canonicalEmail(address);
      const given = Buffer.from(hashOf(purpose, email, code.replaceAll(/\s/g, "")));
      const row = spendTry.get(poolId, purpose, email, now());
      const expected = Buffer.from(String(row?.["hash"] ?? "").padEnd(given.length));
      const isRight = timingSafeEqual(given, expected);
      if (isRight) remove.run(poolId, purpose, email);
      return isRight;
    },
  };
}

import type { SQLOutputValue } from "node:sqlite";
import type { PasswordHash } from "./password-hash.ts";

/** Where an account stands, in Cognito's words. */
export type PersonStatus = "CONFIRMED" | "FORCE_CHANGE_PASSWORD" | "RESET_REQUIRED";

/** A person of a pool. Times are milliseconds since 1970. */
export interface Person {
  readonly poolId: string;
  readonly subject: string;
  readonly email: string;
  readonly emailVerified: boolean;
  readonly groups: readonly string[];
  readonly enabled: boolean;
  readonly status: PersonStatus;
  /** When a temporary password is of no more use. */
  readonly passwordExpiresAtMs?: number;
  /** The shared secret of the second factor, base32; absent until one is enrolled. */
  readonly totpSecret?: string;
  /** The time step of the newest code that was accepted. */
  readonly totpStep: number;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
}

export type Row = Readonly<Record<string, SQLOutputValue>>;

/** Emails compare without regard to case, as in a Cognito pool with email sign-in. */
export const canonicalEmail = (email: string): string => email.trim().toLowerCase();

export function toPerson(row: Row): Person {
  const { password_expires_at: expiresAt, totp_secret: totpSecret } = row;
  return {
    poolId: String(row["pool"]),
    subject: String(row["subject"]),
    email: String(row["email"]),
    emailVerified: row["email_verified"] === 1,
    groups: JSON.parse(String(row["member_of"])) as string[],
    enabled: row["enabled"] === 1,
    status: String(row["status"]) as PersonStatus,
    ...(typeof expiresAt === "number" && { passwordExpiresAtMs: expiresAt }),
    ...(typeof totpSecret === "string" && { totpSecret }),
    totpStep: Number(row["totp_step"]),
    createdAtMs: Number(row["created_at"]),
    updatedAtMs: Number(row["updated_at"]),
  };
}

export function toPasswordHash(row: Row): PasswordHash {
  return { salt: bytesOf(row["salt"]), hash: bytesOf(row["hash"]) };
}

function bytesOf(value: SQLOutputValue | undefined): Uint8Array {
  return value instanceof Uint8Array ? value : new Uint8Array();
}

import { randomBytes } from "node:crypto";
import type { Principal } from "./principal.ts";

/** What a caller signs with; the token goes along in `x-amz-security-token`. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** Credentials that were issued, and who holds them. */
export interface IssuedCredentials extends Credentials {
  readonly principal: Principal;
  /** Milliseconds since 1970; a function's credentials last as long as the platform runs. */
  readonly expiresAtMs: number;
}

/** The credentials of one run of the platform: made at random, kept in memory only. */
export interface CredentialStore {
  readonly issue: (principal: Principal, lifetimeSeconds?: number) => IssuedCredentials;
  /** Finds credentials by access key id, expired ones too for a while. */
  readonly find: (accessKeyId: string) => IssuedCredentials | undefined;
}

/** Expired sessions are remembered up to this many credentials, so that their holders hear why they are refused. */
const REMEMBERED = 10_000;
const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

function newAccessKeyId(): string {
  return `ASIA${Array.from(randomBytes(16), (byte) => BASE32[byte % BASE32.length]).join("")}`;
}

/** Starts without any; `now` gives milliseconds since 1970. */
export function createCredentialStore(now: () => number = Date.now): CredentialStore {
  const issued = new Map<string, IssuedCredentials>();

  function forgetExpired(): void {
    if (issued.size < REMEMBERED) return;
    for (const [accessKeyId, { expiresAtMs }] of issued) {
      if (expiresAtMs <= now()) issued.delete(accessKeyId);
    }
  }

  return {
    issue: (principal, lifetimeSeconds) => {
      forgetExpired();
      const credentials: IssuedCredentials = {
        accessKeyId: newAccessKeyId(),
        secretAccessKey: randomBytes(30).toString("base64"),
        sessionToken: randomBytes(48).toString("base64"),
        principal,
        expiresAtMs: lifetimeSeconds === undefined ? Infinity : now() + lifetimeSeconds * 1000,
      };
      issued.set(credentials.accessKeyId, credentials);
      return credentials;
    },
    find: (accessKeyId) => issued.get(accessKeyId),
  };
}

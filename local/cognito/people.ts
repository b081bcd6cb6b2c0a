import { randomBytes, randomUUID, scrypt, timingSafeEqual } from "node:crypto";
import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import type { NewUser } from "../services.ts";

/** A person of a pool, as tokens tell of them. */
interface Person {
  readonly subject: string;
  readonly email: string;
  readonly groups: readonly string[];
}

export interface People {
  readonly ensure: (user: NewUser) => Promise<Person>;
  readonly bySubject: (poolId: string, subject: string) => Person | undefined;
  /** The person whose password it is; takes the same time for an unknown email as for a wrong password. */
  readonly authenticate: (
    poolId: string,
    email: string,
    password: string,
  ) => Promise<Person | undefined>;
}

type Row = Record<string, SQLOutputValue>;

/** A guess costs 32 MB and some 80 ms; the passwords of a data dir are random besides. */
const SCRYPT = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 } as const;
const HASH_BYTES = 32;
const NOBODY = { salt: randomBytes(16), hash: randomBytes(HASH_BYTES) };

function derive(password: string, salt: Uint8Array): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize("NFKC"), salt, HASH_BYTES, SCRYPT, (error, hash) =>
      error ? reject(error) : resolve(hash),
    );
  });
}

function toPerson(row: Row): Person {
  return {
    subject: String(row["subject"]),
    email: String(row["email"]),
    groups: JSON.parse(String(row["member_of"])) as string[],
  };
}

function bytesOf(value: SQLOutputValue | undefined): Uint8Array {
  return value instanceof Uint8Array ? value : new Uint8Array();
}

/** Emails compare without regard to case, as in a Cognito pool with email sign-in. */
const canonical = (email: string): string => email.trim().toLowerCase();

/** The people of the local user pools, with scrypt-hashed passwords. */
export function openPeople(database: DatabaseSync): People {
  const byEmail = database.prepare("SELECT * FROM person WHERE pool = ? AND email = ?");
  const bySubject = database.prepare("SELECT * FROM person WHERE pool = ? AND subject = ?");
  const insert = database.prepare(
    "INSERT INTO person (pool, email, subject, salt, hash, member_of) VALUES (?, ?, ?, ?, ?, ?)",
  );
  return {
    ensure: async (user) => {
      const email = canonical(user.email);
      const existing = byEmail.get(user.poolId, email);
      if (existing !== undefined) return toPerson(existing);
      const salt = randomBytes(16);
      const hash = await derive(user.password, salt);
      const subject = randomUUID();
      insert.run(user.poolId, email, subject, salt, hash, JSON.stringify(user.groups));
      return { subject, email, groups: user.groups };
    },
    bySubject: (poolId, subject) => {
      const row = bySubject.get(poolId, subject);
      return row && toPerson(row);
    },
    authenticate: async (poolId, email, password) => {
      const row = byEmail.get(poolId, canonical(email));
      const { salt, hash } = row
        ? { salt: bytesOf(row["salt"]), hash: bytesOf(row["hash"]) }
        : NOBODY;
      const isRight = timingSafeEqual(await derive(password, salt), hash);
      return isRight && row !== undefined ? toPerson(row) : undefined;
    },
  };
}

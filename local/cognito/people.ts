import { randomUUID } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import { hashPassword, isPassword, type PasswordHash } from "./password-hash.ts";
import {
  canonicalEmail,
  type Person,
  type PersonStatus,
  type Row,
  toPasswordHash,
  toPerson,
} from "./person.ts";
import type { NewUser } from "./service.ts";

interface NewPerson {
  readonly poolId: string;
  readonly email: string;
  readonly password: PasswordHash;
  readonly status: PersonStatus;
  readonly emailVerified: boolean;
  readonly groups?: readonly string[];
  readonly passwordExpiresAtMs?: number;
}

interface NewPassword {
  readonly password: PasswordHash;
  readonly status: PersonStatus;
  readonly passwordExpiresAtMs?: number;
}

/** The people of the local user pools. What changes a person takes the person as it was read. */
export interface People {
  readonly bySubject: (poolId: string, subject: string) => Person | undefined;
  readonly byEmail: (poolId: string, email: string) => Person | undefined;
  /** Gives undefined where the email is taken. */
  readonly create: (person: NewPerson) => Person | undefined;
  /** Makes the user where there is none of that email; enrols the second factor of one who has none. */
  readonly ensure: (user: NewUser) => Promise<Person>;
  /** The person whose password it is, enabled or not; takes the same time for an unknown email as for a wrong password. */
  readonly authenticate: (
    poolId: string,
    email: string,
    password: string,
  ) => Promise<Person | undefined>;
  readonly setPassword: (person: Person, change: NewPassword) => void;
  readonly setEnabled: (person: Person, enabled: boolean) => void;
  readonly setStatus: (person: Person, status: PersonStatus) => void;
  /** Sets the second factor, or takes it away. */
  readonly setTotpSecret: (person: Person, secret: string | undefined) => void;
  /** Gives a second factor, whose first code has been used up, to who has none. */
  readonly enrol: (person: Person, secret: string) => void;
  /** Uses up a time step and all before it; false where it was used up already. */
  readonly useTotpStep: (person: Person, step: number) => boolean;
  readonly remove: (person: Person) => void;
}

/** Opens the people in the database; their passwords are scrypt hashes. */
export function openPeople(database: DatabaseSync): People {
  const byEmail = database.prepare("SELECT * FROM person WHERE pool = ? AND email = ?");
  const bySubject = database.prepare("SELECT * FROM person WHERE pool = ? AND subject = ?");
  const insert = database.prepare(
    `INSERT INTO person (pool, email, subject, salt, hash, member_of, status, email_verified,
       password_expires_at, created_at, updated_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  );
  const change = (columns: string) =>
    database.prepare(
      `UPDATE person SET ${columns}, updated_at = unixepoch('subsec') * 1000 WHERE pool = ? AND subject = ?`,
    );
  const setPassword = change("salt = ?, hash = ?, status = ?, password_expires_at = ?");
  const setEnabled = change("enabled = ?");
  const setStatus = change("status = ?");
  const setTotpSecret = change("totp_secret = ?, totp_step = 0");
  const enrol = database.prepare(
    "UPDATE person SET totp_secret = ? WHERE pool = ? AND subject = ? AND totp_secret IS NULL",
  );
  const useTotpStep = database.prepare(
    "UPDATE person SET totp_step = ? WHERE pool = ? AND subject = ? AND totp_step < ?",
  );
  const remove = database.prepare("DELETE FROM person WHERE pool = ? AND subject = ?");

  const rowByEmail = (poolId: string, email: string): Row | undefined =>
    byEmail.get(poolId, canonicalEmail(email));

  function create(person: NewPerson): Person | undefined {
    const now = Date.now();
    const { changes } = insert.run(
      person.poolId,
      canonicalEmail(person.email),
      randomUUID(),
      person.password.salt,
      person.password.hash,
      JSON.stringify(person.groups ?? []),
      person.status,
      Number(person.emailVerified),
      person.passwordExpiresAtMs ?? null,
      now,
      now,
    );
    const row = rowByEmail(person.poolId, person.email);
    return changes === 1 && row !== undefined ? toPerson(row) : undefined;
  }

  return {
    bySubject: (poolId, subject) => {
      const row = bySubject.get(poolId, subject);
      return row && toPerson(row);
    },
    byEmail: (poolId, email) => {
      const row = rowByEmail(poolId, email);
      return row && toPerson(row);
    },
    create,
    ensure: async ({ poolId, email, password, groups, totpSecret }) => {
      if (rowByEmail(poolId, email) === undefined) {
        const hash = await hashPassword(password);
        create({ poolId, email, password: hash, groups, status: "CONFIRMED", emailVerified: true });
      }
      const row = rowByEmail(poolId, email);
      if (row === undefined) throw new Error("A user of the seed could not be stored.");
      const person = toPerson(row);
      if (totpSecret !== undefined && person.totpSecret === undefined) {
        setTotpSecret.run(totpSecret, poolId, person.subject);
      }
      return person;
    },
    authenticate: async (poolId, email, password) => {
      const row = rowByEmail(poolId, email);
      const isRight = await isPassword(password, row && toPasswordHash(row));
      return isRight && row !== undefined ? toPerson(row) : undefined;
    },
    setPassword: ({ poolId, subject }, { password, status, passwordExpiresAtMs = null }) =>
      void setPassword.run(
        password.salt,
        password.hash,
        status,
        passwordExpiresAtMs,
        poolId,
        subject,
      ),
    setEnabled: ({ poolId, subject }, enabled) =>
      void setEnabled.run(Number(enabled), poolId, subject),
    setStatus: ({ poolId, subject }, status) => void setStatus.run(status, poolId, subject),
    setTotpSecret: ({ poolId, subject }, secret) =>
      void setTotpSecret.run(secret ?? null, poolId, subject),
    enrol: ({ poolId, subject }, secret) => void enrol.run(secret, poolId, subject),
    useTotpStep: ({ poolId, subject }, step) =>
      useTotpStep.run(step, poolId, subject, step).changes === 1,
    remove: ({ poolId, subject }) => void remove.run(poolId, subject),
  };
}

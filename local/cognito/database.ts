import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { ensurePrivateFile } from "../private-file.ts";

const SCHEMA = `
  PRAGMA journal_mode = WAL;
  CREATE TABLE IF NOT EXISTS person (
    pool TEXT NOT NULL,
    email TEXT NOT NULL,
    subject TEXT NOT NULL,
    salt BLOB NOT NULL,
    hash BLOB NOT NULL,
    member_of TEXT NOT NULL,
    PRIMARY KEY (pool, email)
  );
  CREATE UNIQUE INDEX IF NOT EXISTS person_subject ON person (pool, subject);
  CREATE TABLE IF NOT EXISTS pool_client (
    pool TEXT NOT NULL,
    client_id TEXT NOT NULL,
    secret_hash TEXT NOT NULL,
    definition TEXT NOT NULL,
    PRIMARY KEY (pool, client_id)
  );
  CREATE TABLE IF NOT EXISTS mail_code (
    pool TEXT NOT NULL,
    purpose TEXT NOT NULL,
    email TEXT NOT NULL,
    hash TEXT NOT NULL,
    tries INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (pool, purpose, email)
  );
  CREATE TABLE IF NOT EXISTS pool_secret (
    pool TEXT PRIMARY KEY,
    signing_key TEXT NOT NULL,
    cookie_key TEXT NOT NULL
  );
  CREATE TABLE IF NOT EXISTS grant_state (
    pool TEXT NOT NULL,
    model TEXT NOT NULL,
    id TEXT NOT NULL,
    payload TEXT NOT NULL,
    grant_id TEXT,
    uid TEXT,
    expires_at INTEGER,
    PRIMARY KEY (pool, model, id)
  );
  CREATE INDEX IF NOT EXISTS grant_state_grant ON grant_state (pool, grant_id);
  CREATE INDEX IF NOT EXISTS grant_state_uid ON grant_state (pool, model, uid);
  CREATE INDEX IF NOT EXISTS grant_state_account ON grant_state (pool, json_extract(payload, '$.accountId'));
`;

/** Columns that came later; a data dir of an earlier version gets them with these values. Times are milliseconds since 1970. */
const PERSON_COLUMNS = {
  enabled: "INTEGER NOT NULL DEFAULT 1",
  status: "TEXT NOT NULL DEFAULT 'CONFIRMED'",
  email_verified: "INTEGER NOT NULL DEFAULT 1",
  password_expires_at: "INTEGER",
  totp_secret: "TEXT",
  totp_step: "INTEGER NOT NULL DEFAULT 0",
  created_at: "INTEGER NOT NULL DEFAULT 0",
  updated_at: "INTEGER NOT NULL DEFAULT 0",
} as const;

/** People, signing keys, clients and sign-in sessions of the local user pools: `<dataDir>/cognito.db`, mode 600. */
export async function openCognitoDatabase(dataDir: string): Promise<DatabaseSync> {
  const path = join(dataDir, "cognito.db");
  await ensurePrivateFile(path);
  const database = new DatabaseSync(path);
  database.exec(SCHEMA);
  const present = database.prepare("SELECT name FROM pragma_table_info('person')").all();
  for (const [column, type] of Object.entries(PERSON_COLUMNS)) {
    if (present.some(({ name }) => name === column)) continue;
    database.exec(`ALTER TABLE person ADD COLUMN ${column} ${type}`);
  }
  return database;
}

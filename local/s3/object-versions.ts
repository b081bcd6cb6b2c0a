import { createHash, randomUUID } from "node:crypto";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** How long a version must stay; `COMPLIANCE` cannot be bypassed or shortened by anybody. */
export interface Retention {
  readonly mode: "COMPLIANCE" | "GOVERNANCE";
  /** ISO 8601 UTC. */
  readonly until: string;
}

/** One version of an object; a deletion without a version leaves a marker. */
export interface ObjectVersion {
  readonly versionId: string;
  readonly etag: string;
  readonly body: Buffer;
  readonly putAt: string;
  readonly isMarker: boolean;
  readonly retention?: Retention;
}

/** The versions of all objects, on disk: what was answered is there after a power cut. */
export function openObjectVersions(dataDir: string) {
  const database = new DatabaseSync(join(dataDir, "s3.db"));
  database.exec(
    `PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
     CREATE TABLE IF NOT EXISTS version (
       number INTEGER PRIMARY KEY, bucket TEXT NOT NULL, key TEXT NOT NULL, id TEXT NOT NULL, etag TEXT NOT NULL,
       body BLOB NOT NULL, put_at TEXT NOT NULL, is_marker INTEGER NOT NULL, mode TEXT, retain_until TEXT) STRICT;
     CREATE INDEX IF NOT EXISTS place ON version (bucket, key, number)`,
  );
  const insert = database.prepare(
    "INSERT INTO version (bucket, key, id, etag, body, put_at, is_marker, mode, retain_until) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
  );
  const selectNewest = database.prepare(
    "SELECT * FROM version WHERE bucket = ? AND key = ? ORDER BY number DESC LIMIT 1",
  );
  const selectOne = database.prepare(
    "SELECT * FROM version WHERE bucket = ? AND key = ? AND id = ?",
  );
  const selectKeys = database.prepare(
    `SELECT key, etag, length(body) AS size, put_at FROM version AS newest
     WHERE bucket = ?1 AND key > ?2 AND substr(key, 1, length(?3)) = ?3 AND is_marker = 0
       AND number = (SELECT MAX(number) FROM version WHERE bucket = ?1 AND key = newest.key)
     ORDER BY key LIMIT ?4`,
  );
  const remove = database.prepare("DELETE FROM version WHERE bucket = ? AND key = ? AND id = ?");
  const retain = database.prepare(
    "UPDATE version SET mode = ?, retain_until = ? WHERE bucket = ? AND key = ? AND id = ?",
  );

  function put(bucket: string, key: string, body: Buffer, retention?: Retention, marker = false) {
    const versionId = randomUUID();
    const etag = `"${createHash("md5").update(body).digest("hex")}"`;
    const { mode = null, until = null } = retention ?? {};
    const now = new Date().toISOString();
    insert.run(bucket, key, versionId, etag, body, now, Number(marker), mode, until);
    return { versionId, etag };
  }

  return {
    put,
    find(bucket: string, key: string, versionId?: string): ObjectVersion | undefined {
      const row =
        versionId === undefined
          ? selectNewest.get(bucket, key)
          : selectOne.get(bucket, key, versionId);
      return row && versionFrom(row);
    },
    remove: (bucket: string, key: string, versionId: string) => {
      remove.run(bucket, key, versionId);
    },
    retain: (bucket: string, key: string, versionId: string, { mode, until }: Retention) => {
      retain.run(mode, until, bucket, key, versionId);
    },
    /** In the order of their keys, behind `after`. */
    list: (bucket: string, prefix: string, after: string, limit: number) =>
      selectKeys.all(bucket, after, prefix, limit).map((row) => ({
        key: String(row["key"]),
        etag: String(row["etag"]),
        size: Number(row["size"]),
        putAt: String(row["put_at"]),
      })),
    close: () => {
      if (database.isOpen) database.close();
    },
  };
}

export type ObjectVersions = ReturnType<typeof openObjectVersions>;

function versionFrom(row: Readonly<Record<string, unknown>>): ObjectVersion {
  const { mode, retain_until: until } = row;
  return {
    versionId: String(row["id"]),
    etag: String(row["etag"]),
    body: Buffer.from(row["body"] as Uint8Array),
    putAt: String(row["put_at"]),
    isMarker: row["is_marker"] === 1,
    ...((mode === "COMPLIANCE" || mode === "GOVERNANCE") && {
      retention: { mode, until: String(until) },
    }),
  };
}

import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import type { Adapter, AdapterPayload } from "oidc-provider";

type Row = Record<string, SQLOutputValue> | undefined;

const nowSeconds = (): number => Math.floor(Date.now() / 1000);

function toPayload(row: Row): AdapterPayload | undefined {
  const expiresAt = row?.["expires_at"];
  const isExpired = typeof expiresAt === "number" && expiresAt <= nowSeconds();
  if (row === undefined || isExpired) return undefined;
  return JSON.parse(String(row["payload"])) as AdapterPayload;
}

/** Forgets what has expired; called at start, as nothing that is expired is ever given out. */
export function forgetExpired(database: DatabaseSync): void {
  database.prepare("DELETE FROM grant_state WHERE expires_at <= ?").run(nowSeconds());
}

/** Keeps one kind of oidc-provider's state (sessions, codes, refresh tokens, …) of one pool on disk, so that it survives restarts. */
export function grantStates(database: DatabaseSync, poolId: string, model: string): Adapter {
  const upsert = database.prepare(
    `INSERT INTO grant_state (pool, model, id, payload, grant_id, uid, expires_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET payload = excluded.payload, grant_id = excluded.grant_id,
       uid = excluded.uid, expires_at = excluded.expires_at`,
  );
  const byId = database.prepare(
    "SELECT * FROM grant_state WHERE pool = ? AND model = ? AND id = ?",
  );
  const byUid = database.prepare(
    "SELECT * FROM grant_state WHERE pool = ? AND model = ? AND uid = ?",
  );
  const consume = database.prepare(
    `UPDATE grant_state SET payload = json_set(payload, '$.consumed', ?)
     WHERE pool = ? AND model = ? AND id = ?`,
  );
  const destroy = database.prepare(
    "DELETE FROM grant_state WHERE pool = ? AND model = ? AND id = ?",
  );
  const revoke = database.prepare("DELETE FROM grant_state WHERE pool = ? AND grant_id = ?");

  return {
    upsert: async (id, payload, expiresInSeconds) => {
      const { grantId = null, uid = null } = payload;
      const expiresAt = expiresInSeconds ? nowSeconds() + expiresInSeconds : null;
      upsert.run(poolId, model, id, JSON.stringify(payload), grantId, uid, expiresAt);
    },
    find: async (id) => toPayload(byId.get(poolId, model, id)),
    findByUid: async (uid) => toPayload(byUid.get(poolId, model, uid)),
    // The device flow, which user codes belong to, is off.
    findByUserCode: async () => undefined,
    consume: async (id) => void consume.run(nowSeconds(), poolId, model, id),
    destroy: async (id) => void destroy.run(poolId, model, id),
    revokeByGrantId: async (grantId) => void revoke.run(poolId, grantId),
  };
}

/** Ends everything that a person is signed in with: browser sessions, codes, refresh tokens, and what is about to become one. */
export function endSignIns(database: DatabaseSync, poolId: string, subject: string): void {
  for (const member of ["$.accountId", "$.result.login.accountId"]) {
    database
      .prepare(`DELETE FROM grant_state WHERE pool = ? AND json_extract(payload, '${member}') = ?`)
      .run(poolId, subject);
  }
}

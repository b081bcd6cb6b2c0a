import type { DatabaseSync } from "node:sqlite";
import { setTimeout as pause } from "node:timers/promises";
import type { StreamPosition } from "./running-database.ts";

const MINUTE_SECONDS = 60;
/** Records that every consumer has read are kept a little, for people who look. */
const KEEP_READ_SECONDS = 5 * MINUTE_SECONDS;
/** Streams that nobody reads now are kept longer; AWS keeps all for a day. */
const KEEP_UNREAD_SECONDS = 60 * MINUTE_SECONDS;
/** Set where a test holds what was recorded against all that was written: then nothing is trimmed. */
export const KEEP_STREAMS_VARIABLE = "CHARGEWARD_KEEP_STREAMS";
const BATCH = 500;
const PAUSE_MS = 50;

function trimTable(
  database: DatabaseSync,
  tableName: string,
  limits: { readonly upTo: number; readonly olderThanSeconds: number },
): number {
  // Dynoxide numbers on from the highest record that it finds, so that one must stay.
  const result = database
    .prepare(
      `DELETE FROM _stream_records WHERE id IN (
         SELECT id FROM _stream_records
         WHERE table_name = ?1 AND CAST(sequence_number AS INTEGER) <= ?2 AND created_at < ?3
           AND CAST(sequence_number AS INTEGER) < (
             SELECT MAX(CAST(sequence_number AS INTEGER)) FROM _stream_records WHERE table_name = ?1)
         ORDER BY CAST(sequence_number AS INTEGER) LIMIT ${BATCH})`,
    )
    .run(tableName, limits.upTo, limits.olderThanSeconds);
  return Number(result.changes);
}

/** Removes stream records that nobody will ask for, in small steps so that writers never wait long. Gives how many. */
export async function trimStreams(
  database: DatabaseSync,
  positions: Iterable<StreamPosition>,
  nowSeconds: number,
  signal: AbortSignal,
): Promise<number> {
  let trimmed = 0;
  if (process.env[KEEP_STREAMS_VARIABLE]) return trimmed;
  const tables = database.prepare("SELECT table_name FROM _tables WHERE stream_enabled = 1").all();
  for (const { table_name: name } of tables) {
    const tableName = String(name);
    let removed = BATCH;
    while (removed === BATCH && !signal.aborted) {
      const readers = [...positions].filter((position) => position.tableName === tableName);
      const isRead = readers.length > 0;
      removed = trimTable(database, tableName, {
        upTo: isRead ? Math.min(...readers.map(({ after }) => after)) : Number.MAX_SAFE_INTEGER,
        olderThanSeconds: nowSeconds - (isRead ? KEEP_READ_SECONDS : KEEP_UNREAD_SECONDS),
      });
      trimmed += removed;
      if (removed === BATCH) await pause(PAUSE_MS);
    }
  }
  return trimmed;
}

import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { ensurePrivateFile } from "../private-file.ts";
import type { RuleTarget } from "../services.ts";

/** An event that still has to reach a target. */
export interface Delivery {
  readonly id: number;
  readonly target: RuleTarget;
  readonly event: unknown;
  readonly attempts: number;
  readonly createdAtMs: number;
}

export interface Outbox {
  /** All or none; on disk when it returns. */
  readonly add: (deliveries: readonly { target: RuleTarget; event: unknown }[]) => void;
  readonly due: (nowMs: number, limit: number) => readonly Delivery[];
  readonly remove: (id: number) => void;
  readonly postpone: (id: number, dueAtMs: number) => void;
  readonly close: () => void;
}

const SCHEMA = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  CREATE TABLE IF NOT EXISTS delivery (
    id INTEGER PRIMARY KEY,
    target TEXT NOT NULL,
    event TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    created_at_ms INTEGER NOT NULL,
    due_at_ms INTEGER NOT NULL
  );
  CREATE INDEX IF NOT EXISTS delivery_due ON delivery (due_at_ms, id);
`;

/** Deliveries on disk, so that an accepted event reaches its targets at least once, also through a crash. */
export async function openOutbox(dataDir: string): Promise<Outbox> {
  const path = join(dataDir, "eventbridge.db");
  await ensurePrivateFile(path);
  const database = new DatabaseSync(path);
  database.exec(SCHEMA);
  // What is lost of it in a power cut is delivered once more; waiting for the disk after each delivery held everything up.
  const unhurried = new DatabaseSync(path);
  unhurried.exec("PRAGMA synchronous = NORMAL");
  const insert = database.prepare(
    "INSERT INTO delivery (target, event, created_at_ms, due_at_ms) VALUES (?, ?, ?, ?)",
  );
  const select = database.prepare(
    "SELECT * FROM delivery WHERE due_at_ms <= ? ORDER BY due_at_ms, id LIMIT ?",
  );
  const remove = unhurried.prepare("DELETE FROM delivery WHERE id = ?");
  const postpone = unhurried.prepare(
    "UPDATE delivery SET attempts = attempts + 1, due_at_ms = ? WHERE id = ?",
  );
  return {
    add: (deliveries) => {
      if (deliveries.length === 0) return;
      const nowMs = Date.now();
      database.exec("BEGIN IMMEDIATE");
      try {
        for (const { target, event } of deliveries) {
          insert.run(JSON.stringify(target), JSON.stringify(event), nowMs, nowMs);
        }
        database.exec("COMMIT");
      } catch (error) {
        database.exec("ROLLBACK");
        throw error;
      }
    },
    due: (nowMs, limit) =>
      select.all(nowMs, limit).map((row) => ({
        id: Number(row["id"]),
        target: JSON.parse(String(row["target"])) as RuleTarget,
        event: JSON.parse(String(row["event"])) as unknown,
        attempts: Number(row["attempts"]),
        createdAtMs: Number(row["created_at_ms"]),
      })),
    remove: (id) => void remove.run(id),
    postpone: (id, dueAtMs) => void postpone.run(dueAtMs, id),
    close: () => {
      unhurried.close();
      database.close();
    },
  };
}

import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** How far each stream mapping has got; on disk, so a killed platform delivers again what may not have been handled. */
export interface Checkpoints {
  readonly read: (mappingId: string) => string | undefined;
  readonly save: (mappingId: string, sequenceNumber: string) => void;
  readonly close: () => void;
}

export function openCheckpoints(dataDir: string): Checkpoints {
  const database = new DatabaseSync(join(dataDir, "event-sources.db"));
  // A checkpoint that a power cut takes back only means that a batch comes twice.
  database.exec(
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; CREATE TABLE IF NOT EXISTS checkpoint (mapping_id TEXT PRIMARY KEY, sequence_number TEXT NOT NULL) STRICT",
  );
  const select = database.prepare("SELECT sequence_number FROM checkpoint WHERE mapping_id = ?");
  const upsert = database.prepare(
    "INSERT INTO checkpoint VALUES (?, ?) ON CONFLICT (mapping_id) DO UPDATE SET sequence_number = excluded.sequence_number",
  );
  return {
    read: (mappingId) => {
      const row = select.get(mappingId);
      return row === undefined ? undefined : String(row["sequence_number"]);
    },
    save: (mappingId, sequenceNumber) => {
      upsert.run(mappingId, sequenceNumber);
    },
    close: () => {
      if (database.isOpen) database.close();
    },
  };
}

import { join } from "node:path";

/** Names a folder in which each platform of a test run leaves how its journal compares with its streams. */
export const CHECK_FOLDER = join(import.meta.dirname, "..", "..", "dist", "journal-check");

/** What came of one table of one platform: counts, and the first change that is not in the journal exactly once. */
export interface TableCheck {
  readonly table: string;
  /** Changes that the table's stream had. */
  readonly changes: number;
  /** Of those, what is bookkeeping or mechanics and has no entry. */
  readonly leftOut: number;
  readonly entries: number;
  /** What the platform had recorded before it was stopped; the rest was recorded afterwards from the stream. */
  readonly entriesWhenStopped: number;
  readonly fault?: string;
}

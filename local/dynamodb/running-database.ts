import type { DatabaseSync } from "node:sqlite";
import { openDatabaseFile } from "./stream-file.ts";

/** SQLite's change counter costs about 1.5 µs to read, so looking often is cheaper than asking over HTTP rarely. */
const POLL_MS = 10;

/** How far a consumer has come in a table's stream. */
export interface StreamPosition {
  readonly tableName: string;
  after: number;
}

/** A database that this process started, for those who read its file. */
export interface RunningDatabase {
  readonly file: DatabaseSync;
  /** The consumers that are reading now; the trimmer keeps what they have not read. */
  readonly positions: Set<StreamPosition>;
  /** Resolves after the next write of anybody, or when the signal aborts. */
  readonly untilChanged: (signal: AbortSignal) => Promise<void>;
  readonly close: () => void;
}

const running = new Map<string, RunningDatabase>();

/** The database behind an endpoint; undefined for one that somebody else runs. */
export function runningDatabase(endpoint: string): RunningDatabase | undefined {
  return running.get(endpoint);
}

/** Lets the readers of streams find the file of the database that listens at `endpoint`. */
export function registerRunningDatabase(endpoint: string, path: string): RunningDatabase {
  const file = openDatabaseFile(path, { readOnly: true });
  const version = file.prepare("PRAGMA data_version");
  const waiting = new Set<() => void>();
  let seen: unknown;

  const timer = setInterval(() => {
    if (waiting.size === 0) return;
    const { data_version: now } = version.get() ?? {};
    if (now === seen) return;
    seen = now;
    for (const wake of waiting) wake();
  }, POLL_MS);

  const database: RunningDatabase = {
    file,
    positions: new Set(),
    untilChanged: (signal) =>
      new Promise((resolve) => {
        const wake = () => {
          waiting.delete(wake);
          signal.removeEventListener("abort", wake);
          resolve();
        };
        waiting.add(wake);
        signal.addEventListener("abort", wake);
        if (signal.aborted) wake();
      }),
    close: () => {
      running.delete(endpoint);
      clearInterval(timer);
      for (const wake of waiting) wake();
      file.close();
    },
  };
  running.set(endpoint, database);
  return database;
}

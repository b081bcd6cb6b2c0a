import { setTimeout as pause } from "node:timers/promises";
import type { WriteLog } from "../services.ts";

const INTERVAL_MS = 60_000;

/** Runs a task each minute, never twice at once; a failure is logged and the next minute tries again. Gives a function that stops it. */
export function startHousekeeping(
  name: string,
  writeLog: WriteLog,
  task: (signal: AbortSignal) => Promise<unknown>,
): () => Promise<void> {
  const stopping = new AbortController();
  const { signal } = stopping;

  async function run(): Promise<void> {
    while (!signal.aborted) {
      await pause(INTERVAL_MS, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      await task(signal).catch((error: unknown) => {
        if (!signal.aborted) writeLog(`${name} failed: ${String(error)}`);
      });
    }
  }

  const running = run();
  return () => {
    stopping.abort();
    return running;
  };
}

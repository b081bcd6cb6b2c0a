import type { Own } from "./platform.ts";

/** An attempt that began in this browser. */
export interface KeptAttempt extends Own {
  readonly code: string;
  /** Milliseconds since 1970. */
  readonly begunAt: number;
  /** Nothing more becomes of it. */
  readonly isOver: boolean;
}

const PREFIX = "charge.attempt.";
const KEPT_MS = 30 * 86_400_000;

/** Keeps an attempt, so that reloads, other tabs and the way back from the bank find it. */
export function keepAttempt(attempt: KeptAttempt): void {
  try {
    localStorage.setItem(PREFIX + attempt.attemptId, JSON.stringify(attempt));
  } catch {
    // Without storage the attempt lives as long as the page.
  }
}

/** The attempt of an id, where this browser began it. */
export function keptAttempt(attemptId: string): KeptAttempt | undefined {
  return allAttempts().find((kept) => kept.attemptId === attemptId);
}

/** The newest attempt at a connector that is not known to be over. */
export function openAttemptAt(code: string): KeptAttempt | undefined {
  return allAttempts().find((kept) => kept.code === code && !kept.isOver);
}

/** Notes that nothing more becomes of an attempt. */
export function noteOver(attempt: KeptAttempt): void {
  if (!attempt.isOver) keepAttempt({ ...attempt, isOver: true });
}

/** Calls back when another tab keeps an attempt. */
export function onAttemptElsewhere(call: () => void): () => void {
  const listener = ({ key }: StorageEvent) => {
    if (key?.startsWith(PREFIX)) call();
  };
  addEventListener("storage", listener);
  return () => removeEventListener("storage", listener);
}

function allAttempts(): readonly KeptAttempt[] {
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(PREFIX))
      .flatMap(readAttempt)
      .toSorted((one, other) => other.begunAt - one.begunAt);
  } catch {
    return [];
  }
}

function readAttempt(key: string): readonly KeptAttempt[] {
  const kept = JSON.parse(localStorage.getItem(key) ?? "null") as KeptAttempt | null;
  if (kept && Date.now() - kept.begunAt < KEPT_MS) return [kept];
  localStorage.removeItem(key);
  return [];
}

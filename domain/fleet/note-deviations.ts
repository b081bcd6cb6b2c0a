import type { ConnectionBinding } from "./charger.ts";
import type { DeviationCount, DeviationLog, FoundDeviation } from "./deviation.ts";

/** A charger that is always wrong in the same way must not cost twice as much as one that is right. */
const WRITTEN_EVERY_MS = 3_600_000;
/** Bounds the memory of an execution environment; what is forgotten is only written once more. */
const REMEMBERED = 10_000;
/** What a message has beyond this is the same mess. */
const WRITTEN_AT_ONCE = 20;

/** When a deviation was last written, and how often it was seen since. */
interface Remembered {
  writtenMs: number;
  unwritten: number;
}

/** What an execution environment remembers of the deviations that it saw. */
export type DeviationMemory = Map<string, Remembered>;

/**
 * Takes down in what a charger's message departed from the specification, at most once an hour for each deviation of a
 * charger; between the writes `memory` counts.
 */
export async function noteDeviations(
  message: {
    readonly caller: ConnectionBinding;
    readonly action: string;
    readonly deviations: readonly FoundDeviation[];
    readonly seenAt: string;
  },
  ports: { readonly log: DeviationLog; readonly memory: DeviationMemory },
): Promise<void> {
  const { caller, action, deviations, seenAt } = message;
  const { log, memory } = ports;
  const nowMs = Date.parse(seenAt);
  const due: { readonly name: string; readonly count: DeviationCount }[] = [];
  for (const found of deviations) {
    const name = JSON.stringify([
      caller.operatorId,
      caller.chargerId,
      action,
      found.kind,
      found.path,
    ]);
    const known = memory.get(name);
    if (known && nowMs - known.writtenMs < WRITTEN_EVERY_MS) known.unwritten++;
    else due.push({ name, count: { ...found, action, times: (known?.unwritten ?? 0) + 1 } });
  }
  const writing = due.slice(0, WRITTEN_AT_ONCE);
  if (writing.length === 0) return;
  // Before the write: while it is under way, and if it fails, the next message need not try again.
  for (const { name } of writing) remember(memory, name, nowMs);
  await log.record(
    caller,
    writing.map(({ count }) => count),
    seenAt,
  );
}

function remember(memory: DeviationMemory, name: string, writtenMs: number): void {
  memory.delete(name);
  const [longestAgo] = memory.keys();
  if (memory.size >= REMEMBERED && longestAgo !== undefined) memory.delete(longestAgo);
  memory.set(name, { writtenMs, unwritten: 0 });
}

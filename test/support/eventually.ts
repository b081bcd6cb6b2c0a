import { setTimeout as pause } from "node:timers/promises";

const PAUSE_MS = 25;

/**
 * Asks until the answer is there, and gives it; `undefined` and `false` mean not yet. Throws when it does not come in
 * time, naming what was waited for.
 */
export async function eventually<Answer>(
  what: string,
  ask: () => Promise<Answer | undefined | false> | Answer | undefined | false,
  patienceMs = 20_000,
): Promise<Answer> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > deadline) throw new Error(`In ${patienceMs} ms it did not happen: ${what}.`);
    await pause(PAUSE_MS);
  }
}

import { atOnce } from "./at-once.ts";
import { newDriver } from "./driver.ts";
import type { Kind } from "./gate-kinds.ts";
import type { Place } from "./places.ts";

const AT_ONCE = 8;
/** Below the limits of a charger and of a source, so that what is counted goes as far as the gate. */
export const ATTEMPTS_A_PLACE = 36;
const ATTEMPTS_AN_ADDRESS = 25;

/** How many attempts of a kind ended how. */
export type Tally = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** Attempts of every kind in turn, from many addresses and by a new page each. */
export async function runRefused(
  attempts: number,
  kinds: readonly Kind[],
  {
    places,
    appUrl,
    onProgress,
  }: {
    readonly places: readonly Place[];
    readonly appUrl: string;
    readonly onProgress: (done: number) => void;
  },
): Promise<Tally> {
  const tally = new Map<string, Map<string, number>>();
  let done = 0;
  await atOnce(AT_ONCE, Array.from({ length: attempts }).keys(), async (index) => {
    const kind = kinds[index % kinds.length];
    const place = places[Math.floor(index / kinds.length) % places.length];
    if (!kind || !place) throw new Error("There is nothing to try.");
    const driver = newDriver(appUrl, 1 + Math.floor(index / ATTEMPTS_AN_ADDRESS));
    const outcome = await kind.attempt({ driver, place }).catch(String);
    const outcomes = tally.get(kind.name) ?? new Map<string, number>();
    tally.set(kind.name, outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1));
    done += 1;
    if (done % 500 === 0) onProgress(done);
  });
  return tally;
}

/** How many attempts ended otherwise than by the gate's judgement of them or by a problem with a code of ours. */
export function attemptsNotRefused(tally: Tally): number {
  const outcomes = [...tally.values()].flatMap((each) => [...each]);
  const isRefusal = (outcome: string) =>
    /^(202, then refused: (try-again|check-failed)|4\d\d adhoc\..+)$/.test(outcome);
  return outcomes.reduce((sum, [outcome, count]) => sum + (isRefusal(outcome) ? 0 : count), 0);
}

import type { Random } from "../replay/random.ts";

/** What fails, and how: before anything was done, or after it, when only the answer is lost. */
export interface Faults {
  readonly wrap: <Args extends unknown[], Result>(
    call: (...args: Args) => Promise<Result>,
  ) => (...args: Args) => Promise<Result>;
  readonly stop: () => void;
  readonly count: () => number;
}

/** Lets each wrapped call fail with a chance, until it is stopped. */
export function faults(random: Random, chance: number): Faults {
  let isOn = true;
  let count = 0;
  const strikes = () => {
    const struck = isOn && random.chance(chance);
    if (struck) count++;
    return struck;
  };
  return {
    wrap:
      (call) =>
      async (...args) => {
        if (strikes()) throw new Error("failed before it began");
        const result = await call(...args);
        if (strikes()) throw new Error("done, and the answer lost");
        return result;
      },
    stop: () => {
      isOn = false;
    },
    count: () => count,
  };
}

import { createRecentMap } from "./recent-map.ts";

/** Who tries: the account that is tried, known or not, and the address that it is tried from. */
export interface Trier {
  readonly account: string;
  readonly source: string;
}

/** What came of an attempt: it was right, it was wrong, or somebody has to wait first and nothing was tried. */
type Attempted<Result> =
  | { readonly outcome: "right"; readonly result: Result }
  | { readonly outcome: "wrong" }
  | { readonly outcome: "blocked" };

export interface AttemptLimits {
  /** Tries, unless account or source must wait; undefined is a failure of both. Attempts are made one after another, so that many at once count as many. */
  readonly attempt: <Result>(
    trier: Trier,
    tryIt: () => Promise<Result | undefined>,
  ) => Promise<Attempted<Result>>;
  /** Forgets the failures of an account whose owner has come in; those of the source stay. */
  readonly succeeded: (account: string) => void;
}

const FREE_FAILURES = 5;
const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 15 * 60_000;
/** Failures that lie so far back count no more. */
const FORGOTTEN_AFTER_MS = 60 * 60_000;
/** Emails are free to invent, so what is remembered must have an end. */
const REMEMBERED = 10_000;

interface Failures {
  readonly count: number;
  readonly lastAtMs: number;
}

/** How long to wait after so many failures in a row: nothing for the first four, then half a minute that doubles up to a quarter of an hour. */
export function pauseMs(failures: number): number {
  if (failures < FREE_FAILURES) return 0;
  return Math.min(FIRST_PAUSE_MS * 2 ** (failures - FREE_FAILURES), LONGEST_PAUSE_MS);
}

/** Makes guessing slow, for each account and for each source address; nothing of it outlives the process. */
export function createAttemptLimits(now: () => number = Date.now): AttemptLimits {
  const accounts = createRecentMap<Failures>(REMEMBERED);
  const sources = createRecentMap<Failures>(REMEMBERED);
  const known = ({ account, source }: Trier) =>
    [
      [accounts, account],
      [sources, source],
    ] as const;
  let last: Promise<unknown> = Promise.resolve();

  function isBlocked(trier: Trier): boolean {
    return known(trier).some(([failures, key]) => {
      const seen = failures.get(key);
      return seen !== undefined && now() - seen.lastAtMs < pauseMs(seen.count);
    });
  }

  function failed(trier: Trier): void {
    for (const [failures, key] of known(trier)) {
      const seen = failures.get(key);
      const isRecent = seen !== undefined && now() - seen.lastAtMs < FORGOTTEN_AFTER_MS;
      failures.set(key, { count: isRecent ? seen.count + 1 : 1, lastAtMs: now() });
    }
  }

  return {
    attempt: (trier, tryIt) => {
      const turn = last.then(async () => {
        if (isBlocked(trier)) return { outcome: "blocked" } as const;
        const result = await tryIt();
        if (result !== undefined) return { outcome: "right", result } as const;
        failed(trier);
        return { outcome: "wrong" } as const;
      });
      last = turn.catch(() => undefined);
      return turn;
    },
    succeeded: (account) => accounts.deleteWhere((key) => key === account),
  };
}

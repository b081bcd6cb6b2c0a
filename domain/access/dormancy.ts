import { afterSeconds } from "../commands/clock.ts";

const DAY_SECONDS = 86_400;

/** After so long without a sign-in an account is disabled. */
const DORMANT_AFTER_SECONDS = 45 * DAY_SECONDS;
/** So long before that its owner is told. */
const DORMANCY_WARNING_SECONDS = 7 * DAY_SECONDS;

/** When an account was last used. Times are ISO 8601 UTC. */
export interface AccountUse {
  readonly createdAt: string;
  /** Absent where nobody ever signed in. */
  readonly lastUsedAt?: string;
  /** When somebody let a dormant account live again; the time runs anew from there. */
  readonly enabledAt?: string;
}

export interface Dormancy {
  readonly state: "active" | "soon-dormant" | "dormant";
  /** When it is to be disabled unless it is used. */
  readonly disableAt: string;
}

/** How an account stands at a moment. Throws a RangeError where none of its times can be read. */
export function dormancyOf(use: AccountUse, now: string): Dormancy {
  const disableAt = afterSeconds(lastSignOfLife(use), DORMANT_AFTER_SECONDS);
  const leftMs = Date.parse(disableAt) - Date.parse(now);
  if (leftMs <= 0) return { state: "dormant", disableAt };
  const isSoon = leftMs <= DORMANCY_WARNING_SECONDS * 1000;
  return { state: isSoon ? "soon-dormant" : "active", disableAt };
}

function lastSignOfLife({ createdAt, lastUsedAt, enabledAt }: AccountUse): string {
  const moments = [createdAt, lastUsedAt, enabledAt].flatMap((moment) => {
    const momentMs = moment === undefined ? Number.NaN : Date.parse(moment);
    return Number.isNaN(momentMs) ? [] : [momentMs];
  });
  return new Date(Math.max(...moments)).toISOString();
}

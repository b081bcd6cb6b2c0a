import type { DeviationDays } from "./deviation.ts";

const DAY_MS = 86_400_000;
/** After so many days without it, a deviation counts no more: the charger was repaired or updated. */
const FORGOTTEN_AFTER_DAYS = 30;

/** What one kind of deviation in one action's messages takes from the score on the day that it is seen. */
const HARMLESS = 2;
const DOUBTFUL = 5;
const HARMFUL = 10;

/** Kinds by which something of what the charger meant is lost, or guessed. */
const LOSING: ReadonlySet<string> = new Set([
  "cut",
  "duplicate-key",
  "extra-elements",
  "implausible",
  "malformed",
  "missing",
  "out-of-range",
  "payload-not-object",
  "refused",
  "substituted",
  "too-deep",
  "too-few",
  "too-many",
  "unknown-value",
  "unreadable",
  "zone-guessed",
]);
/** Kinds that lose nothing here, and are a risk all the same. */
const RISKY: ReadonlySet<string> = new Set([
  "clock-ahead",
  "other-version",
  "too-long",
  "unknown-word",
]);

/** Actions whose messages carry money. */
const MONEY: ReadonlySet<string> = new Set([
  "MeterValues",
  "StartTransaction",
  "StopTransaction",
  "TransactionEvent",
]);

/** How well a charger keeps to OCPP. */
export interface Conformance {
  /** 0 to 100. */
  readonly score: number;
  /** What people should look at. */
  readonly flags: readonly "money-message-repaired"[];
}

/**
 * The conformance of a charger: 100 less the weight of each kind of deviation in each action's messages (2, 5 or 10),
 * each fading evenly to nothing over 30 days without it, and never below 0. What its vendor is known for does not count.
 */
export function conformanceOf(
  days: DeviationDays,
  now: string,
  isKnown: (deviation: { readonly action: string; readonly kind: string }) => boolean,
): Conformance {
  let lost = 0;
  let isMoneyRepaired = false;
  for (const [key, day] of Object.entries(days)) {
    const [action = "", kind = ""] = key.split(":");
    const freshness = freshnessOf(day, now);
    if (freshness === 0) continue;
    if (losesMeaning(kind) && MONEY.has(action)) isMoneyRepaired = true;
    if (!isKnown({ action, kind })) lost += weightOf(kind) * freshness;
  }
  return {
    score: Math.max(0, Math.round(100 - lost)),
    flags: isMoneyRepaired ? ["money-message-repaired"] : [],
  };
}

/** Whether a kind of deviation leaves something of the message behind. */
export function losesMeaning(kind: string): boolean {
  return LOSING.has(kind);
}

function weightOf(kind: string): number {
  if (losesMeaning(kind)) return HARMFUL;
  return RISKY.has(kind) ? DOUBTFUL : HARMLESS;
}

/** 1 today, 0 after 30 days. */
function freshnessOf(day: string, now: string): number {
  const ageDays = Math.max(0, Math.floor((Date.parse(now) - Date.parse(day)) / DAY_MS));
  return Math.max(0, 1 - ageDays / FORGOTTEN_AFTER_DAYS);
}

import type { AdHocAttempt, GateVerdict } from "./attempt.ts";
import { SCORE_TENTHS, tenthOf } from "./score-bands.ts";

/** What the gate said on one site in one day, UTC. A count that is absent is 0. */
export interface GateDay {
  readonly operatorId: string;
  readonly day: string;
  readonly siteId: string;
  readonly cleared?: number;
  readonly steppedUp?: number;
  readonly refused?: number;
  /** Of all these, those that nobody could be asked about. */
  readonly unanswered?: number;
  readonly appeals?: number;
  readonly score0?: number;
  readonly score1?: number;
  readonly score2?: number;
  readonly score3?: number;
  readonly score4?: number;
  readonly score5?: number;
  readonly score6?: number;
  readonly score7?: number;
  readonly score8?: number;
  readonly score9?: number;
  readonly score10?: number;
}

/** Several days and sites together. */
export interface GateTotals {
  readonly cleared: number;
  readonly steppedUp: number;
  readonly refused: number;
  readonly unanswered: number;
  readonly appeals: number;
  /** Of all that were judged, 0 to 1. */
  readonly refusalRate: number;
  /** By tenth, 0.0 first. */
  readonly scores: readonly number[];
}

const OUTCOMES = { cleared: "cleared", refused: "refused", "step-up": "steppedUp" } as const;
const UNANSWERED: readonly GateVerdict["because"][] = [
  "provider-unavailable",
  "provider-misconfigured",
];

/** What a verdict counts as. */
export function gateCountsOf({ verdict }: AdHocAttempt): readonly string[] {
  if (!verdict) return [];
  const { outcome, because, score } = verdict;
  return [
    OUTCOMES[outcome],
    ...(UNANSWERED.includes(because) ? ["unanswered"] : []),
    ...(score === undefined ? [] : [`score${tenthOf(score)}`]),
  ];
}

/** Where an attempt is counted: its site, and the day on which it came. */
export function siteAndDayOf({ siteId, requestedAt }: AdHocAttempt): {
  readonly siteId: string;
  readonly day: string;
} {
  return { siteId, day: requestedAt.slice(0, "2026-01-01".length) };
}

/** The counts of some days together. */
export function gateTotals(days: readonly GateDay[]): GateTotals {
  const sum = (name: keyof GateDay): number =>
    days.reduce((total, day) => total + Number(day[name] ?? 0), 0);
  const [cleared, steppedUp, refused] = [sum("cleared"), sum("steppedUp"), sum("refused")];
  const judged = cleared + steppedUp + refused;
  return {
    cleared,
    steppedUp,
    refused,
    unanswered: sum("unanswered"),
    appeals: sum("appeals"),
    refusalRate: judged === 0 ? 0 : refused / judged,
    scores: Array.from({ length: SCORE_TENTHS }, (_, tenth) =>
      sum(`score${tenth}` as keyof GateDay),
    ),
  };
}

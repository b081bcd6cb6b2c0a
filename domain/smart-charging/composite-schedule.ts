import type { PlacedProfile, ProfilePurpose, RateUnit } from "./charging-profile.ts";
import { changesOf, type Limit, limitOf } from "./profile-limit.ts";
import { inUnit } from "./rate-units.ts";

export interface CompositionQuestion {
  readonly profiles: readonly PlacedProfile[];
  /** 0 for the charger as a whole. */
  readonly connectorId: number;
  /** A whole second. */
  readonly fromMs: number;
  readonly durationSeconds: number;
  readonly unit: RateUnit;
  /** What charges there; without one, schedules that count from a transaction count from `fromMs`. */
  readonly transaction?:
    | { readonly transactionId: number | string; readonly startedMs: number }
    | undefined;
}

/** One stretch of a composite schedule; without a limit where no profile sets one. */
export interface CompositePeriod {
  readonly startSeconds: number;
  readonly limit?: number;
  readonly numberPhases?: number;
}

/**
 * What all profiles together allow (1.6 §3.13.4, 2.0.1 part 2 K08): of each purpose the highest stack level that says
 * something; the transaction's own before the connector's default before the charger's default; and of what is left
 * the least, so that nothing is above the limits of the charger. In whole seconds.
 */
export function compositeSchedule(question: CompositionQuestion): readonly CompositePeriod[] {
  const periods: CompositePeriod[] = [];
  for (const startSeconds of boundariesOf(question)) {
    const found = limitAt(question, question.fromMs + startSeconds * 1000);
    const last = periods.at(-1);
    const isSame = last?.limit === found?.limit && last?.numberPhases === found?.numberPhases;
    if (last && isSame) continue;
    periods.push({
      startSeconds,
      ...(found && { limit: found.limit }),
      ...(found?.numberPhases !== undefined && { numberPhases: found.numberPhases }),
    });
  }
  return periods;
}

/** The seconds from the beginning at which something may change, in order, 0 first. */
function boundariesOf(question: CompositionQuestion): readonly number[] {
  const { profiles, fromMs, durationSeconds } = question;
  const span = { fromMs, untilMs: fromMs + durationSeconds * 1000 };
  const seconds = profiles
    .flatMap(({ profile }) => changesOf(profile, span, relativeMsOf(question)))
    .map((ms) => Math.ceil((ms - fromMs) / 1000))
    .filter((second) => second > 0 && second < durationSeconds);
  return [0, ...new Set(seconds.toSorted((one, other) => one - other))];
}

function limitAt(question: CompositionQuestion, atMs: number): Limit | undefined {
  const { connectorId, unit } = question;
  const at = (purpose: ProfilePurpose, place: number) => stacked(question, purpose, place, atMs);
  const caps = [at("charger-max", 0), at("external", 0)];
  if (connectorId > 0) {
    caps.push(at("external", connectorId));
    caps.push(at("tx", connectorId) ?? at("tx-default", connectorId) ?? at("tx-default", 0));
  }
  return least(
    caps.filter((cap) => cap !== undefined),
    unit,
  );
}

/** What the highest profile of one purpose and place says that says anything of the moment. */
function stacked(
  question: CompositionQuestion,
  purpose: ProfilePurpose,
  connectorId: number,
  atMs: number,
): Limit | undefined {
  const relativeMs = relativeMsOf(question);
  const counting = question.profiles
    .filter((placed) => placed.connectorId === connectorId)
    .filter(({ profile }) => profile.purpose === purpose && concerns(profile, question))
    .toSorted((one, other) => other.profile.stackLevel - one.profile.stackLevel);
  for (const { profile } of counting) {
    const limit = limitOf(profile, atMs, relativeMs);
    if (limit) return limit;
  }
  return undefined;
}

/** A transaction's profile is gone with its transaction. */
function concerns(
  { purpose, transactionId }: PlacedProfile["profile"],
  { transaction }: CompositionQuestion,
): boolean {
  if (purpose !== "tx") return true;
  if (!transaction) return false;
  return transactionId === undefined || String(transactionId) === String(transaction.transactionId);
}

function relativeMsOf({ transaction, fromMs }: CompositionQuestion): number {
  return transaction?.startedMs ?? fromMs;
}

/** The lowest of several limits, in one unit, on the fewest phases that one of them allows. */
function least(caps: readonly Limit[], unit: RateUnit): Limit | undefined {
  if (caps.length === 0) return undefined;
  const limits = caps.map((cap) => inUnit(cap, unit));
  const phases = caps.flatMap(({ numberPhases }) => numberPhases ?? []);
  return {
    limit: Math.min(...limits),
    unit,
    ...(phases.length > 0 && { numberPhases: Math.min(...phases) }),
  };
}

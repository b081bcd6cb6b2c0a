import type { Session } from "#domain/charging/session.ts";
import type { Tariff } from "#domain/charging/tariff.ts";
import { expectedCost } from "#test/support/expected-cost.ts";
import type { ToldSession } from "./charger-run.ts";

/** `exact`: energy and cost are the truth. `flagged`: the truth was lost; the session says so and is not too high. */
export type Verdict = "exact" | "flagged" | "wrong";

/** Flags that tell people that something of a session is not known. */
const TELLING = ["start-missing", "stop-missing", "stop-assigned"];

/** Whether what is stored of a session is what happened. */
export function judge(
  { truth, loss }: ToldSession,
  stored: Session | undefined,
  tariff: Tariff,
): Verdict {
  if (stored?.state !== "ended" || stored.energyWh === undefined || !stored.cost) return "wrong";
  const energyWh = truth.meterStopWh - truth.meterStartWh;
  const durationSeconds = (Date.parse(truth.endedAt) - Date.parse(truth.startedAt)) / 1000;
  const { amountMinor } = expectedCost(tariff, { energyWh, durationSeconds });
  const isFlagged = stored.flags.some((flag) => TELLING.includes(flag));
  const isExact = stored.energyWh === energyWh && stored.cost.amountMinor === amountMinor;
  if (loss === undefined) return isExact && !isFlagged ? "exact" : "wrong";
  const isTooHigh = stored.energyWh > energyWh || stored.cost.amountMinor > amountMinor;
  return isFlagged && !isTooHigh ? "flagged" : "wrong";
}

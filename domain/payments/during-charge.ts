import { claimOf } from "./claim-of.ts";
import type { Payment, StopReason } from "./payment.ts";
import type { ChargeSight, Step } from "./step.ts";
import {
  after,
  ENERGY_WITHIN_SECONDS,
  hasCome,
  LAST_CAPTURE_SECONDS,
  LOOK_AGAIN_SECONDS,
  STOP_AGAIN_SECONDS,
  STOP_AT_PERCENT,
  STOPS_UNTIL_CASE,
  WIND_DOWN_SECONDS,
} from "./timers.ts";

/**
 * The car charges. It is told to stop when its driver asks, before the hold is used up or lost, and where no energy
 * flows. Where a charger goes on until the hold is about to be lost, what is proven until then is taken.
 */
export function duringCharge(payment: Payment, charge: ChargeSight, now: string): Step {
  const { hold, holdMinor, currency } = payment;
  const isLast = !hold || hasCome(after(hold.captureBefore, -LAST_CAPTURE_SECONDS), now);
  if (isLast) {
    const { cost, energyWh, billHeld } = charge;
    const isProven = cost && cost.currency === currency && !billHeld && cost.amountMinor > 0;
    if (!isProven || energyWh <= 0) return { do: "give-up-hold", because: "no-energy" };
    const claim = claimOf(cost, energyWh, holdMinor);
    return { do: "claim", claim, financeCase: "charged-past-the-hold" };
  }

  const because = reasonToStop(payment, charge, now);
  const lookAgain = after(now, LOOK_AGAIN_SECONDS);
  if (because === undefined) return { do: "wait", until: lookAgain };
  const { stop } = payment;
  if (stop && !hasCome(after(stop.requestedAt, STOP_AGAIN_SECONDS), now)) {
    return { do: "wait", until: lookAgain };
  }
  if (stop && stop.tries >= STOPS_UNTIL_CASE && payment.financeCase === undefined) {
    return { do: "wait", until: now, financeCase: "stop-ignored" };
  }
  return { do: "stop", because };
}

function reasonToStop(
  { stopAskedAt, holdMinor, hold }: Payment,
  { energyWh, startedAt, expectedMinor }: ChargeSight,
  now: string,
): StopReason | undefined {
  if (stopAskedAt !== undefined) return "driver";
  if (hold && hasCome(after(hold.captureBefore, -WIND_DOWN_SECONDS), now)) return "hold-ends";
  if (!(expectedMinor * 100 < holdMinor * STOP_AT_PERCENT)) return "hold-almost-used";
  const isDry = energyWh <= 0 && hasCome(after(startedAt, ENERGY_WITHIN_SECONDS), now);
  return isDry ? "no-energy" : undefined;
}

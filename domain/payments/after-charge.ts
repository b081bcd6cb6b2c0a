import type { Cost } from "../charging/tariff.ts";
import { claimOf } from "./claim-of.ts";
import type { Payment } from "./payment.ts";
import type { ChargeSight, Step } from "./step.ts";
import { after, hasCome, WIND_DOWN_SECONDS } from "./timers.ts";

/**
 * The session ended: what it proved is taken, and nothing where no energy flowed. A bill that is a guess waits for a
 * person, and where nobody judges it before the hold is lost, the driver pays nothing.
 */
export function afterCharge(payment: Payment, charge: ChargeSight, now: string): Step {
  const { energyWh, cost, billHeld } = charge;
  if (energyWh <= 0) return { do: "give-up-hold", because: "no-energy" };
  if (!cost || cost.amountMinor <= 0) return { do: "give-up-hold", because: "not-charged-for" };
  if (cost.currency !== payment.currency) {
    return { do: "give-up-hold", because: "currency-differs" };
  }
  return billHeld ? judged(payment, charge, cost, now) : claimed(payment, charge, cost);
}

function claimed({ holdMinor }: Payment, { energyWh }: ChargeSight, cost: Cost): Step {
  return { do: "claim", claim: claimOf(cost, energyWh, holdMinor) };
}

function judged(payment: Payment, { energyWh }: ChargeSight, cost: Cost, now: string): Step {
  const { judgedMinor, hold, holdMinor } = payment;
  if (judgedMinor === 0) return { do: "give-up-hold", because: "bill-not-judged" };
  if (judgedMinor !== undefined) {
    return { do: "claim", claim: claimOf(cost, energyWh, Math.min(judgedMinor, holdMinor)) };
  }
  const judgeBy = hold && after(hold.captureBefore, -WIND_DOWN_SECONDS);
  if (judgeBy === undefined || hasCome(judgeBy, now)) {
    return { do: "give-up-hold", because: "bill-not-judged" };
  }
  return { do: "wait", until: judgeBy, financeCase: "bill-held" };
}

import { findOwnPayment, findOwnSession, ownReadings } from "#adapters/dynamodb/own-payment.ts";
import type { AdHocProgress } from "#contracts/rest/adhoc-progress.ts";
import type { AdHocAttempt } from "#domain/adhoc/attempt.ts";
import { isTooLate } from "#domain/adhoc/bot-assessment.ts";
import { powerCurve } from "#domain/charging/power-curve.ts";
import { sessionView } from "#domain/charging/session-view.ts";
import type { Payment } from "#domain/payments/payment.ts";
import { after, PLUG_IN_WITHIN_SECONDS } from "#domain/payments/timers.ts";
import { environment } from "#functions/shared/environment.ts";

const MOST_SAMPLES = 120;
const chargingTable = environment("CHARGING_TABLE");
const paymentsTable = environment("PAYMENTS_TABLE");

/** What a driver sees of their attempt now, in the operator that one is let into. */
export async function progressOf(attempt: AdHocAttempt, now: string): Promise<AdHocProgress> {
  const { operatorId, attemptId, state, stateSince: since, paymentId, sessionId } = attempt;
  const [payment, charging] = await Promise.all([
    paymentId === undefined ? undefined : findOwnPayment(paymentsTable, operatorId, paymentId),
    sessionId === undefined ? undefined : chargingNow(operatorId, sessionId, now),
  ]);
  // One that nobody judged in time will be refused whenever somebody does.
  const isStuck = state === "requested" && isTooLate(attempt, now);
  const { stopRequestedAt } = attempt;
  return {
    attemptId,
    state: isStuck ? "refused" : state,
    since,
    ...(state === "hold-pending" && payment?.checkout && { payUrl: payment.checkout.url }),
    ...(state === "starting" && plugInBefore(payment)),
    ...(stopRequestedAt !== undefined && { stopRequestedAt }),
    ...(charging && { charging }),
    receipt: payment?.capturedMinor !== undefined,
  };
}

function plugInBefore(payment: Payment | undefined): Pick<AdHocProgress, "plugInBefore"> {
  if (!payment?.start) return {};
  return { plugInBefore: after(payment.start.requestedAt, PLUG_IN_WITHIN_SECONDS) };
}

async function chargingNow(
  operatorId: string,
  sessionId: string,
  now: string,
): Promise<AdHocProgress["charging"]> {
  const [session, readings] = await Promise.all([
    findOwnSession(chargingTable, operatorId, sessionId),
    ownReadings(chargingTable, operatorId, sessionId),
  ]);
  if (!session) return undefined;
  const { startedAt, endedAt, energyWh, cost } = sessionView(session, readings, now);
  const samples = powerCurve(readings, MOST_SAMPLES);
  const powerW = samples.at(-1)?.powerW;
  return {
    startedAt,
    ...(endedAt !== undefined && { endedAt }),
    energyWh,
    ...(powerW !== undefined && { powerW }),
    cost: { amountMinor: cost.amountMinor, currency: cost.currency },
    samples: [...samples],
  };
}

import { findAttempt } from "#adapters/dynamodb/adhoc-attempt-store.ts";
import { DomainError } from "#domain/errors.ts";
import { afterCorrection } from "#domain/payments/bill-corrected.ts";
import { newPayment } from "#domain/payments/new-payment.ts";
import type { PaymentAddress } from "#domain/payments/ports.ts";
import { chargingTable, onDuty } from "./advance.ts";

/** What an event that wakes payments says. */
export interface Wake {
  readonly operatorId: string;
  readonly attemptId?: string;
  readonly paymentId?: string;
  readonly sessionId?: string;
  /** What a corrected session comes to. */
  readonly amountMinor?: number;
}

type Find = (wake: Wake, requestId: string) => Promise<PaymentAddress | undefined>;

/** Which payment an event is about, by the event's type; what it takes to know is written on the way. */
export const WOKEN_BY: Readonly<Record<string, Find>> = {
  async AdHocSessionCleared({ operatorId, attemptId = "" }, requestId) {
    const attempt = await findAttempt(chargingTable, operatorId, attemptId);
    const payment = attempt && newPayment(attempt, new Date().toISOString());
    if (payment) await onDuty(operatorId, requestId).payments.create(payment);
    return { operatorId, paymentId: attemptId };
  },

  async AdHocStopRequested({ operatorId, attemptId = "" }, requestId) {
    const { payments } = onDuty(operatorId, requestId);
    const address = { operatorId, paymentId: attemptId };
    const before = await payments.find(address);
    if (!before || before.stopAskedAt !== undefined) return before && address;
    const now = new Date().toISOString();
    const after = { ...before, stopAskedAt: now, updatedAt: now, version: before.version + 1 };
    if (!(await payments.write({ before, after }))) throw new Error("somebody else was faster");
    return address;
  },

  PaymentNoticed: async ({ operatorId, paymentId = "" }) => ({ operatorId, paymentId }),

  SessionStarted: ofSession,
  SessionEnded: ofSession,
  async SessionCorrected(wake, requestId) {
    const address = await ofSession(wake, requestId);
    if (address) await noteCorrection(address, wake.amountMinor ?? 0, requestId);
    return address;
  },

  /** Payments name themselves on their commands; the id of a command leads nowhere else. */
  async CommandFinished({ operatorId, paymentId }) {
    return paymentId === undefined ? undefined : { operatorId, paymentId };
  },
};

async function ofSession(
  { operatorId, sessionId = "" }: Wake,
  requestId: string,
): Promise<PaymentAddress | undefined> {
  const { payments, sessions } = onDuty(operatorId, requestId);
  const session = await sessions.find(sessionId).catch((error: unknown) => {
    if (error instanceof DomainError && error.code === "session.not-found") return undefined;
    throw error;
  });
  if (session?.tokenRef === undefined) return undefined;
  const paymentId = await payments.byToken(operatorId, session.tokenRef);
  return paymentId === undefined ? undefined : { operatorId, paymentId };
}

async function noteCorrection(
  address: PaymentAddress,
  costMinor: number,
  requestId: string,
): Promise<void> {
  const { payments } = onDuty(address.operatorId, requestId);
  const before = await payments.find(address);
  const after = before && afterCorrection(before, costMinor, new Date().toISOString());
  if (!before || !after) return;
  if (!(await payments.write({ before, after }))) throw new Error("somebody else was faster");
}

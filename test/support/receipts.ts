import { costOf } from "#domain/charging/cost.ts";
import type { Session } from "#domain/charging/session.ts";
import { claimOf } from "#domain/payments/claim-of.ts";
import type { Payment } from "#domain/payments/payment.ts";
import type { ReceiptPlace } from "#domain/receipts/receipt.ts";
import { adHocAttempt } from "./adhoc.ts";

const STARTED = "2026-05-01T10:00:00.000Z";
const ENDED = "2026-05-01T11:00:00.000Z";

/** A session that was charged for without an account, with its attempt and its payment. */
export function paidSession(energyWh = 10_000, holdMinor = 5_000) {
  const { quote, ...rest } = adHocAttempt({ state: "captured" });
  const attempt = { ...rest, quote, paymentId: rest.attemptId, sessionId: "session-1" };
  const { tariff } = quote;
  const idleSeconds = 20 * 60;
  const cost = costOf({ tariff, energyWh, startedAt: STARTED, endedAt: ENDED, idleSeconds });
  const claim = claimOf(cost, energyWh, holdMinor);
  const session: Session = {
    sessionId: "session-1",
    operatorId: attempt.operatorId,
    chargerId: attempt.chargerId,
    siteId: attempt.siteId,
    version: "ocpp1.6",
    transactionId: 1,
    connectorId: 1,
    state: "ended",
    authorization: "Accepted",
    startedAt: STARTED,
    endedAt: ENDED,
    meterStartWh: 0,
    energyWh,
    idleSeconds,
    tariff,
    cost,
    flags: [],
  };
  const payment: Payment = {
    operatorId: attempt.operatorId,
    paymentId: attempt.attemptId,
    attemptId: attempt.attemptId,
    subjectId: attempt.subjectId,
    siteId: attempt.siteId,
    chargerId: attempt.chargerId,
    connectorId: 1,
    state: "captured",
    currency: tariff.currency,
    holdMinor,
    language: "tr",
    hold: {
      holdId: "pi_1",
      heldAt: STARTED,
      captureBefore: ENDED,
      instrument: { brand: "visa", last4: "0001" },
    },
    claim,
    capturedMinor: claim.amountMinor,
    tries: 0,
    createdAt: STARTED,
    updatedAt: ENDED,
    version: 4,
  };
  const place: ReceiptPlace = {
    operatorName: "Ege Enerji Şarj A.Ş.",
    phone: "+908500000000",
    timeZone: "Europe/Istanbul",
    siteName: "İzmir Alsancak",
    label: "A2",
    plate: "35ABC123",
  };
  return { attempt, payment, session, place };
}

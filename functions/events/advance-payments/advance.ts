import { randomBytes } from "node:crypto";
import { findAttempt } from "#adapters/dynamodb/adhoc-attempt-store.ts";
import { admitsCard } from "#adapters/dynamodb/attempt-limits.ts";
import { keepProgress } from "#adapters/dynamodb/paid-attempt.ts";
import { dynamoPaymentStore } from "#adapters/dynamodb/payment-store.ts";
import { sessionQuery } from "#adapters/dynamodb/session-query.ts";
import { COMMAND_ID_RANDOM_BYTES, newCommandId } from "#domain/commands/command-id.ts";
import { advancePayment } from "#domain/payments/advance-payment.ts";
import { followed } from "#domain/payments/attempt-of-payment.ts";
import { withoutCardNumbers } from "#domain/payments/card-number.ts";
import type { Payment } from "#domain/payments/payment.ts";
import type { PaymentAddress, PaymentPorts } from "#domain/payments/ports.ts";
import { enterOnDuty, type TenantContext } from "#domain/tenancy/tenant-context.ts";
import { environment } from "#functions/shared/environment.ts";
import { logger } from "#functions/shared/observability.ts";
import { chargingSide } from "./charging-side.ts";
import { paymentServiceOf } from "./payment-services.ts";

export const chargingTable = environment("CHARGING_TABLE");
const fleetTable = environment("FLEET_TABLE");
const paymentsTable = environment("PAYMENTS_TABLE");
const ATTEMPTS = 4;

/** The payments and sessions of an operator, as the platform itself reads and writes them. */
export function onDuty(operatorId: string, requestId: string) {
  const context = enterOnDuty(operatorId, requestId);
  return {
    payments: dynamoPaymentStore(paymentsTable, context),
    sessions: sessionQuery(context, chargingTable),
  };
}

/** Brings a payment as far as it can come, and its attempt with it. */
export async function advance(address: PaymentAddress, requestId: string): Promise<void> {
  const context = enterOnDuty(address.operatorId, requestId);
  const ports: PaymentPorts = {
    payments: dynamoPaymentStore(paymentsTable, context),
    serviceOf: paymentServiceOf,
    charging: chargingSide(context, { chargingTable, fleetTable }),
    admitsCard: (payment, cardFingerprint, now) =>
      admitsCard(chargingTable, payment, cardFingerprint, now),
    newId: () => newCommandId(Date.now(), randomBytes(COMMAND_ID_RANDOM_BYTES)),
    now: () => new Date().toISOString(),
    noteFailure: ({ operatorId, paymentId, tries }, step, error) => {
      const { name, message } = error instanceof Error ? error : new Error("not an Error");
      const failure = { name, message: withoutCardNumbers(message) };
      logger.warn("a step of a payment failed", { operatorId, paymentId, step, tries, failure });
    },
  };
  const payment = await advancePayment(address, ports);
  if (payment) await tellAttempt(payment, context);
}

/** Brings the attempt as far as its payment. Throws where others keep coming between, to be called again. */
async function tellAttempt(payment: Payment, context: TenantContext): Promise<void> {
  const { operatorId, attemptId } = payment;
  for (let attempts = 0; attempts < ATTEMPTS; attempts++) {
    const before = await findAttempt(chargingTable, operatorId, attemptId);
    const after = before && followed(before, payment, new Date().toISOString());
    if (!before || !after || after === before) return;
    if (await keepProgress(chargingTable, before, after, context)) return;
  }
  throw new Error("the attempt could not be told how far its payment is");
}

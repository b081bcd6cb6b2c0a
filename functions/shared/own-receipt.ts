import { readDriverPlace } from "#adapters/dynamodb/driver-place.ts";
import { findOwnPayment, findOwnSession } from "#adapters/dynamodb/own-payment.ts";
import type { AdHocAttempt } from "#domain/adhoc/attempt.ts";
import { type Receipt, receiptOf } from "#domain/receipts/receipt.ts";
import { environment } from "./environment.ts";

const tables = {
  directoryTable: environment("DIRECTORY_TABLE"),
  fleetTable: environment("FLEET_TABLE"),
  chargingTable: environment("CHARGING_TABLE"),
} as const;
const paymentsTable = environment("PAYMENTS_TABLE");

/** The receipt of an attempt, with the plate where it is given; undefined until money was taken. */
export async function receiptOfAttempt(
  attempt: AdHocAttempt,
  plate: string | undefined,
): Promise<Receipt | undefined> {
  const { operatorId, paymentId, sessionId } = attempt;
  if (paymentId === undefined || sessionId === undefined) return undefined;
  const [payment, session, place] = await Promise.all([
    findOwnPayment(paymentsTable, operatorId, paymentId),
    findOwnSession(tables.chargingTable, operatorId, sessionId),
    readDriverPlace(tables, attempt),
  ]);
  if (!payment || !session || !place) return undefined;
  const { operator, site, code, settings } = place;
  return receiptOf(attempt, payment, session, {
    operatorName: operator.name,
    ...(settings.supportPhone !== undefined && { phone: settings.supportPhone }),
    timeZone: operator.timeZone,
    siteName: site.name,
    ...(site.address !== undefined && { siteAddress: site.address }),
    label: code.label,
    ...(plate !== undefined && { plate }),
  });
}

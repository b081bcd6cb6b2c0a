import type { AdHocAttempt } from "../adhoc/attempt.ts";
import type { Session } from "../charging/session.ts";
import type { Instrument, Payment } from "../payments/payment.ts";
import { type ReceiptLine, receiptLines } from "./receipt-lines.ts";

/** Who sold and where, as it is now. */
export interface ReceiptPlace {
  readonly operatorName: string;
  readonly phone?: string;
  readonly timeZone: string;
  readonly siteName: string;
  readonly siteAddress?: string;
  readonly label: string;
  /** In clear: only for who holds the attempt's handle, and for the mail to its driver. */
  readonly plate?: string;
}

/** What a driver gets for their money. Amounts are whole minor units of `currency`; times are ISO 8601 UTC. */
export interface Receipt {
  readonly receiptNumber: string;
  readonly issuedAt: string;
  readonly seller: { readonly name: string; readonly phone?: string };
  readonly place: {
    readonly siteName: string;
    readonly siteAddress?: string;
    readonly label: string;
  };
  readonly timeZone: string;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly energyWh: number;
  readonly currency: string;
  readonly lines: readonly ReceiptLine[];
  readonly includesVat: boolean;
  readonly vatRateBasisPoints: number;
  readonly netMinor: number;
  readonly vatMinor: number;
  /** What charging came to beyond the hold, or beyond what was proven: nobody pays it. */
  readonly notChargedMinor: number;
  readonly totalMinor: number;
  readonly heldMinor: number;
  readonly capturedMinor: number;
  readonly releasedMinor: number;
  readonly refundedMinor: number;
  readonly card?: Instrument;
  readonly plate?: string;
}

/** The receipt of an attempt; undefined until money was taken. What it says of prices is what was shown before the start. */
export function receiptOf(
  attempt: AdHocAttempt,
  payment: Payment,
  session: Session,
  at: ReceiptPlace,
): Receipt | undefined {
  const { claim, capturedMinor, refundedMinor = 0, hold, currency, holdMinor } = payment;
  if (!claim || capturedMinor === undefined) return undefined;
  const { startedAt, endedAt = payment.updatedAt, cost, idleSeconds = 0 } = session;
  const tariff = session.tariff ?? attempt.quote.tariff;
  const { energyWh, netMinor, vatMinor, amountMinor: totalMinor, costMinor } = claim;
  const usage = { tariff, energyWh, startedAt, endedAt, idleSeconds };
  return {
    receiptNumber: payment.paymentId,
    issuedAt: payment.updatedAt,
    seller: { name: at.operatorName, ...(at.phone !== undefined && { phone: at.phone }) },
    place: {
      siteName: at.siteName,
      ...(at.siteAddress !== undefined && { siteAddress: at.siteAddress }),
      label: at.label,
    },
    timeZone: at.timeZone,
    startedAt,
    endedAt,
    energyWh,
    currency,
    lines: cost ? receiptLines(cost.components, usage) : [],
    includesVat: tariff.pricesIncludeVat,
    vatRateBasisPoints: tariff.vatRateBasisPoints,
    netMinor,
    vatMinor,
    notChargedMinor: costMinor - totalMinor,
    totalMinor,
    heldMinor: holdMinor,
    capturedMinor,
    releasedMinor: holdMinor - capturedMinor,
    refundedMinor,
    ...(hold?.instrument && { card: hold.instrument }),
    ...(at.plate !== undefined && { plate: at.plate }),
  };
}

import { balanced, type Posting } from "./ledger.ts";
import { netAndVat } from "./net-and-vat.ts";
import type { Claim, Payment } from "./payment.ts";

type Booked = Pick<Payment, "operatorId" | "paymentId" | "currency">;

/** A hold was placed: the driver's bank promises, and we owe its release. */
export function holdPosting(payment: Booked, amountMinor: number, bookedAt: string): Posting {
  return posting(payment, "hold", bookedAt, [
    { account: "holds-at-psp", amountMinor },
    { account: "holds-of-drivers", amountMinor: -amountMinor },
  ]);
}

/** A hold ended without money. */
export function releasePosting(payment: Booked, heldMinor: number, bookedAt: string): Posting {
  return posting(payment, "release", bookedAt, [
    { account: "holds-of-drivers", amountMinor: heldMinor },
    { account: "holds-at-psp", amountMinor: -heldMinor },
  ]);
}

/** A hold ended with money: the claim is earned, owed and paid at once, and the rest of the hold is released. */
export function capturePosting(
  payment: Booked,
  { heldMinor, claim }: { readonly heldMinor: number; readonly claim: Claim },
  bookedAt: string,
): Posting {
  return posting(payment, "capture", bookedAt, [
    { account: "holds-of-drivers", amountMinor: heldMinor },
    { account: "holds-at-psp", amountMinor: -heldMinor },
    { account: "driver-receivable", amountMinor: claim.amountMinor },
    { account: "revenue", amountMinor: -claim.netMinor },
    { account: "vat", amountMinor: -claim.vatMinor },
    { account: "psp-clearing", amountMinor: claim.amountMinor },
    { account: "driver-receivable", amountMinor: -claim.amountMinor },
  ]);
}

/** Money went back to the instrument that it came from; of the VAT, as much as was in it. */
export function refundPosting(
  payment: Booked,
  {
    refundId,
    amountMinor,
    claim,
  }: { readonly refundId: string; readonly amountMinor: number; readonly claim: Claim },
  bookedAt: string,
): Posting {
  const { netMinor, vatMinor } = netAndVat(amountMinor, claim);
  return posting(
    payment,
    "refund",
    bookedAt,
    [
      { account: "refunds", amountMinor: netMinor },
      { account: "vat", amountMinor: vatMinor },
      { account: "psp-clearing", amountMinor: -amountMinor },
    ],
    refundId,
  );
}

function posting(
  { operatorId, paymentId, currency }: Booked,
  kind: Posting["kind"],
  bookedAt: string,
  entries: Posting["entries"],
  part?: string,
): Posting {
  const postingId = part === undefined ? `${paymentId}.${kind}` : `${paymentId}.${kind}.${part}`;
  return balanced({ postingId, operatorId, paymentId, kind, currency, bookedAt, entries });
}

/** A gross amount in whole minor units, with the VAT that is in it. */
export interface Gross {
  readonly amountMinor: number;
  readonly netMinor: number;
  readonly vatMinor: number;
}

/** The part of a gross amount, split as the whole is: VAT is rounded once, half up. At most the whole itself. */
export function netAndVat(amountMinor: number, whole: Gross): Gross {
  if (amountMinor >= whole.amountMinor) return whole;
  const exact = 2n * BigInt(amountMinor) * BigInt(whole.vatMinor) + BigInt(whole.amountMinor);
  const vatMinor = Number(exact / (2n * BigInt(whole.amountMinor)));
  return { amountMinor, netMinor: amountMinor - vatMinor, vatMinor };
}

import type { Payment } from "./payment.ts";

/**
 * The payment of a session whose bill was corrected after money was taken: finance looks at one that came to less, and
 * refunds the rest; what came to more is the operator's loss. Undefined where nothing is to be done.
 */
export function afterCorrection(
  payment: Payment,
  costMinor: number,
  now: string,
): Payment | undefined {
  const { state, claim, financeCase, version } = payment;
  const isTaken = state === "captured" || state === "refunded";
  if (!isTaken || !claim || costMinor >= claim.amountMinor || financeCase) return undefined;
  return { ...payment, financeCase: "bill-corrected", updatedAt: now, version: version + 1 };
}

/**
 * The accounts of an operator's ledger. `holds-at-psp` and `holds-of-drivers` mirror what is promised and not yet paid;
 * the others are money: what the payment service owes us, what drivers owe us, and what came of it.
 */
export const LEDGER_ACCOUNTS = [
  "holds-at-psp",
  "holds-of-drivers",
  "psp-clearing",
  "driver-receivable",
  "revenue",
  "vat",
  "refunds",
] as const;
export type LedgerAccount = (typeof LEDGER_ACCOUNTS)[number];

/** One side of a posting: integer minor units, positive for debit and negative for credit. */
interface LedgerEntry {
  readonly account: LedgerAccount;
  readonly amountMinor: number;
}

/** What happened to money, booked once and never changed; its entries sum to zero. */
export interface Posting {
  /** The same for the same happening, however often it is told. */
  readonly postingId: string;
  readonly operatorId: string;
  readonly paymentId: string;
  readonly kind: "hold" | "release" | "capture" | "refund";
  /** ISO 4217, of every entry. */
  readonly currency: string;
  /** ISO 8601 UTC. */
  readonly bookedAt: string;
  readonly entries: readonly LedgerEntry[];
}

/** A posting that may be booked. Throws RangeError where it is empty, not whole, or does not sum to zero. */
export function balanced(posting: Posting): Posting {
  const { entries, postingId } = posting;
  if (entries.length < 2) throw new RangeError(`${postingId} has no two sides`);
  if (!entries.every(({ amountMinor }) => Number.isSafeInteger(amountMinor))) {
    throw new RangeError(`${postingId} has an amount that is not whole`);
  }
  if (entries.reduce((sum, { amountMinor }) => sum + amountMinor, 0) !== 0) {
    throw new RangeError(`${postingId} does not sum to zero`);
  }
  return posting;
}

/** What the accounts of one currency come to. */
export interface TrialBalance {
  readonly currency: string;
  readonly accounts: Readonly<Partial<Record<LedgerAccount, number>>>;
  /** Zero, or the ledger is broken. */
  readonly sumMinor: number;
}

/** The balance of postings, one for each currency in the order of their names; a posting that comes twice counts once. */
export function trialBalances(postings: Iterable<Posting>): readonly TrialBalance[] {
  const seen = new Set<string>();
  const currencies = new Map<string, Map<LedgerAccount, number>>();
  for (const { postingId, currency, entries } of postings) {
    if (seen.has(postingId)) continue;
    seen.add(postingId);
    const accounts = currencies.get(currency) ?? new Map<LedgerAccount, number>();
    currencies.set(currency, accounts);
    for (const { account, amountMinor } of entries) {
      accounts.set(account, (accounts.get(account) ?? 0) + amountMinor);
    }
  }
  return [...currencies.entries()]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([currency, accounts]) => ({
      currency,
      accounts: Object.fromEntries(accounts),
      sumMinor: [...accounts.values()].reduce((sum, amount) => sum + amount, 0),
    }));
}

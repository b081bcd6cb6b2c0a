import { type LedgerAccount, type Posting, trialBalances } from "#domain/payments/ledger.ts";
import { isPaymentOver, type Payment } from "#domain/payments/payment.ts";

/** What is left when a flow has calmed down. */
export interface FlowEnd {
  readonly payment: Payment | undefined;
  readonly ledger: readonly Posting[];
  readonly accounts: readonly {
    readonly state: string;
    readonly heldMinor: number;
    readonly capturedMinor: number;
    readonly refunds: ReadonlyMap<string, number>;
  }[];
  readonly sessions: readonly { readonly energyWh: number; readonly state: string }[];
  readonly begunWithoutHold: number;
}

/** Each promise of docs/payments.md that a flow broke. */
export function judgeFlow({ payment, ledger, accounts, ...seen }: FlowEnd): readonly string[] {
  const [balance] = trialBalances(ledger);
  const account = (name: LedgerAccount) => balance?.accounts[name] ?? 0;
  const taken = sum(accounts.map(({ capturedMinor }) => capturedMinor));
  const given = sum(accounts.flatMap(({ refunds }) => [...refunds.values()]));
  const energyWh = sum(seen.sessions.map((session) => session.energyWh));
  const findings: readonly (readonly [boolean, string])[] = [
    [!payment || !isPaymentOver(payment), `the payment is ${payment?.state ?? "gone"}`],
    [payment?.dueAt !== undefined, "something is still due"],
    [(balance?.sumMinor ?? 0) !== 0, "the ledger does not sum to zero"],
    [
      account("holds-at-psp") !== 0 || account("holds-of-drivers") !== 0,
      "a hold is left in the ledger",
    ],
    [account("driver-receivable") !== 0, "a driver still owes something"],
    [accounts.some(({ state }) => state === "held"), "a hold is left at the bank"],
    [account("psp-clearing") !== taken - given, "the ledger and the bank differ"],
    [accounts.some((one) => one.capturedMinor > one.heldMinor), "more was taken than held"],
    [given > taken, "more went back than was taken"],
    [taken > 0 && energyWh === 0, "money was kept without energy"],
    [seen.begunWithoutHold > 0, "energy was given without a hold"],
    [seen.sessions.length > 1, "one token began two sessions"],
  ];
  return findings.flatMap(([isWrong, what]) => (isWrong ? [what] : []));
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}

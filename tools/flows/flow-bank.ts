import type { HoldSight, PaymentService } from "#domain/payments/payment-service.ts";
import { after, hasCome } from "#domain/payments/timers.ts";
import type { FlowClock } from "./flow-clock.ts";

const HOLD_LASTS_SECONDS = 7 * 86_400;

interface Account {
  readonly checkoutId: string;
  readonly holdId: string;
  readonly heldMinor: number;
  readonly payUntil: string;
  readonly state: "open" | "held" | "captured" | "gone";
  readonly captureBefore: string;
  readonly capturedMinor: number;
  readonly refunds: ReadonlyMap<string, number>;
}

/** A payment service that keeps its promises: what it did it does not do twice. */
export interface FlowBank extends PaymentService {
  /** A driver can only pay on a page that they were led to. */
  readonly pay: (checkoutId: string | undefined) => void;
  readonly abandon: (checkoutId: string | undefined) => void;
  readonly accounts: () => readonly Account[];
}

export function flowBank(clock: FlowClock): FlowBank {
  const accounts = new Map<string, Account>();
  const tries = new Map<string, string>();
  const current = (checkoutId: string): Account | undefined => {
    const account = accounts.get(checkoutId);
    if (!account) return undefined;
    const isLate =
      (account.state === "held" && hasCome(account.captureBefore, clock.now())) ||
      (account.state === "open" && hasCome(account.payUntil, clock.now()));
    return isLate ? put({ ...account, state: "gone" }) : account;
  };
  const put = (account: Account): Account => {
    accounts.set(account.checkoutId, account);
    return account;
  };
  const byHold = (holdId: string) => current(holdId.replace("hold", "checkout"));
  const whileOpen = (checkoutId: string | undefined, change: (account: Account) => Account) => {
    const account = checkoutId === undefined ? undefined : current(checkoutId);
    if (account?.state === "open") put(change(account));
  };

  return {
    accounts: () => [...accounts.keys()].flatMap((id) => current(id) ?? []),
    pay: (checkoutId) =>
      whileOpen(checkoutId, (account) => {
        const captureBefore = after(clock.now(), HOLD_LASTS_SECONDS);
        return { ...account, state: "held", captureBefore };
      }),
    abandon: (checkoutId) => whileOpen(checkoutId, (account) => ({ ...account, state: "gone" })),
    async openCheckout({ tryId, amountMinor, payUntil }) {
      const checkoutId = tries.get(tryId) ?? `checkout-${accounts.size}`;
      tries.set(tryId, checkoutId);
      const holdId = checkoutId.replace("checkout", "hold");
      const fresh = {
        checkoutId,
        holdId,
        heldMinor: amountMinor,
        payUntil,
        captureBefore: payUntil,
      };
      if (!accounts.has(checkoutId)) {
        put({ ...fresh, state: "open", capturedMinor: 0, refunds: new Map() });
      }
      return { checkoutId, url: `https://pay.example/${checkoutId}` };
    },
    async lookAtHold(checkoutId): Promise<HoldSight> {
      const account = current(checkoutId);
      if (!account) throw new Error("no such checkout");
      const { state, holdId, heldMinor, capturedMinor, captureBefore } = account;
      if (state === "captured") return { state, holdId, amountMinor: capturedMinor };
      if (state === "held") return { state, holdId, amountMinor: heldMinor, captureBefore };
      return { state };
    },
    async closeCheckout(checkoutId) {
      const account = current(checkoutId);
      if (account?.state === "open") put({ ...account, state: "gone" });
    },
    async capture({ holdId, amountMinor }) {
      const account = byHold(holdId);
      if (account?.state !== "held") return { refused: account?.state ?? "unknown" };
      if (amountMinor > account.heldMinor) return { refused: "more than held" };
      put({ ...account, state: "captured", capturedMinor: amountMinor });
      return { amountMinor };
    },
    async release(holdId) {
      const account = byHold(holdId);
      if (account?.state !== "held") return { refused: account?.state ?? "unknown" };
      put({ ...account, state: "gone" });
      return { released: true };
    },
    async refund({ holdId, refundId, amountMinor }) {
      const account = byHold(holdId);
      if (account?.state !== "captured") return { refused: "nothing captured" };
      if (account.refunds.has(refundId)) return { amountMinor };
      put({ ...account, refunds: new Map([...account.refunds, [refundId, amountMinor]]) });
      return { amountMinor };
    },
  };
}

import { join } from "node:path";
import { readPrivateJson, writePrivateJson } from "../private-file.ts";

/** An account of one operator at the stand-in. */
export interface PspAccount {
  readonly operatorId: string;
  readonly secretKey: string;
  readonly webhookSecret: string;
}

/** A checkout with its payment intent, as far as the platform sees of them. */
export interface PspCheckout {
  readonly id: string;
  readonly intentId: string;
  readonly operatorId: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly amountMinor: number;
  readonly currency: string;
  readonly words: string;
  readonly successUrl: string;
  readonly cancelUrl: string;
  /** Seconds since 1970. */
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly wantsConsent: boolean;
  readonly checkout: "open" | "complete" | "expired";
  readonly intent: "requires_payment_method" | "requires_capture" | "succeeded" | "canceled";
  readonly card?: { readonly brand: string; readonly last4: string; readonly fingerprint: string };
  readonly captureBefore?: number;
  readonly receivedMinor: number;
  readonly refunds: readonly PspRefund[];
}

interface PspRefund {
  readonly id: string;
  readonly amountMinor: number;
  readonly metadata: Readonly<Record<string, string>>;
}

/** What a request under an idempotency key was answered. */
interface KeptAnswer {
  readonly request: string;
  readonly status: number;
  readonly body: object;
}

interface Content {
  readonly accounts: readonly PspAccount[];
  readonly checkouts: Readonly<Record<string, PspCheckout>>;
  readonly answers: Readonly<Record<string, KeptAnswer>>;
}

export interface PspBooks {
  readonly accounts: () => readonly PspAccount[];
  readonly addAccount: (account: PspAccount) => Promise<void>;
  readonly checkout: (id: string) => PspCheckout | undefined;
  readonly byIntent: (intentId: string) => PspCheckout | undefined;
  readonly keep: (checkout: PspCheckout) => Promise<void>;
  readonly answer: (key: string) => KeptAnswer | undefined;
  readonly keepAnswer: (key: string, answer: KeptAnswer) => Promise<void>;
}

/** What the stand-in knows, in one file of the data dir, written whole with each change. */
export async function openBooks(dataDir: string): Promise<PspBooks> {
  const path = join(dataDir, "psp.json");
  const empty: Content = { accounts: [], checkouts: {}, answers: {} };
  let content = (await readPrivateJson<Content>(path)) ?? empty;
  let writing = Promise.resolve();
  const change = (next: Content): Promise<void> => {
    content = next;
    writing = writing.catch(() => undefined).then(() => writePrivateJson(path, content));
    return writing;
  };
  return {
    accounts: () => content.accounts,
    addAccount: (account) => change({ ...content, accounts: [...content.accounts, account] }),
    checkout: (id) => content.checkouts[id],
    byIntent: (intentId) =>
      Object.values(content.checkouts).find((checkout) => checkout.intentId === intentId),
    keep: (checkout) =>
      change({ ...content, checkouts: { ...content.checkouts, [checkout.id]: checkout } }),
    answer: (key) => content.answers[key],
    keepAnswer: (key, answer) =>
      change({ ...content, answers: { ...content.answers, [key]: answer } }),
  };
}

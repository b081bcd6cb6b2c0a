import type { Gross } from "./net-and-vat.ts";

/** What has become of a payment. `captured`, `refunded`, `released`, `failed` and `expired` are ends. */
export const PAYMENT_STATES = [
  "hold-requested",
  "held",
  "capture-requested",
  "captured",
  "refunded",
  "release-requested",
  "released",
  "failed",
  "expired",
] as const;
export type PaymentState = (typeof PAYMENT_STATES)[number];

/** Why a payment ended without money. */
export type EndReason =
  | "bill-not-judged"
  | "card-used-too-often"
  | "charger-offline"
  | "charger-rejected"
  | "charger-silent"
  | "currency-differs"
  | "driver-left"
  | "hold-lost"
  | "no-energy"
  | "not-charged-for"
  | "not-paid"
  | "not-plugged-in"
  | "psp-not-connected"
  | "psp-refused";

/** What somebody of finance has to look at. */
export type PaymentCase =
  | "bill-corrected"
  | "bill-held"
  | "capture-failing"
  | "charged-past-the-hold"
  | "hold-lost"
  | "release-failing"
  | "stop-ignored";

/** Why a charger was told to stop. */
export type StopReason = "driver" | "hold-almost-used" | "hold-ends" | "no-energy";

/** What is taken of a hold: what a session proved, never more than the hold. */
export interface Claim extends Gross {
  readonly energyWh: number;
  /** What the session came to, where that was more than was held. */
  readonly costMinor: number;
}

/** By what the driver paid, as far as we may know it. */
export interface Instrument {
  readonly brand: string;
  readonly last4: string;
}

/** The money side of one charging session of somebody without an account. Amounts are whole minor units of `currency`. */
export interface Payment {
  readonly operatorId: string;
  readonly paymentId: string;
  readonly attemptId: string;
  /** Whose keys seal what is personal. */
  readonly subjectId: string;
  readonly siteId: string;
  readonly chargerId: string;
  readonly connectorId: number;
  readonly evseId?: number;
  readonly state: PaymentState;
  readonly currency: string;
  readonly holdMinor: number;
  /** The gate let the driver through only with strong customer authentication. */
  readonly stepUp?: true;
  /** What the driver's page speaks, BCP 47. */
  readonly language: string;
  /** The page of the payment service that the driver pays on. */
  readonly checkout?: { readonly checkoutId: string; readonly url: string };
  readonly hold?: {
    readonly holdId: string;
    readonly heldAt: string;
    /** What is not captured by then is lost. */
    readonly captureBefore: string;
    readonly instrument?: Instrument;
  };
  /** The blind index of the token that begins the one session of this payment. */
  readonly tokenRef?: string;
  readonly start?: { readonly commandId: string; readonly requestedAt: string };
  readonly sessionId?: string;
  readonly stop?: {
    readonly commandId: string;
    readonly because: StopReason;
    readonly requestedAt: string;
    readonly tries: number;
  };
  /** That the driver asked for an end. */
  readonly stopAskedAt?: string;
  readonly claim?: Claim;
  /** What a person decided about a bill that was a guess. */
  readonly judgedMinor?: number;
  readonly capturedMinor?: number;
  /** Refunds that were paid or are under way, in sum. */
  readonly refundedMinor?: number;
  readonly openRefunds?: readonly string[];
  readonly endReason?: EndReason;
  readonly financeCase?: PaymentCase;
  /** How often the step at hand failed. */
  readonly tries: number;
  /** When it must be looked at again; absent where nothing is left to do. */
  readonly dueAt?: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly version: number;
}

/** Whether no money can move any more but back. */
export function isPaymentOver({ state }: Pick<Payment, "state">): boolean {
  return ["captured", "refunded", "released", "failed", "expired"].includes(state);
}

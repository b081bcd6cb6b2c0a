import type { Instrument } from "./payment.ts";

/** What a driver is asked to let us hold. */
export interface HoldRequest {
  readonly operatorId: string;
  readonly paymentId: string;
  readonly attemptId: string;
  readonly amountMinor: number;
  readonly currency: string;
  /** What the page of the payment service says it is for. */
  readonly words: string;
  /** Whether strong customer authentication (3-D Secure) is demanded of everybody. */
  readonly isStrong: boolean;
  /** Names this very try: the same one again does nothing twice. */
  readonly tryId: string;
  /** ISO 8601 UTC: nobody can pay after it. */
  readonly payUntil: string;
}

/** What the payment service says of a hold. */
export type HoldSight =
  | { readonly state: "open" }
  | {
      readonly state: "held";
      readonly holdId: string;
      readonly amountMinor: number;
      readonly captureBefore: string;
      readonly instrument?: Instrument;
      /** The same for all payments with one card, and not its number; it is counted by, and stored nowhere. */
      readonly cardFingerprint?: string;
    }
  | { readonly state: "captured"; readonly holdId: string; readonly amountMinor: number }
  | { readonly state: "gone" };

/** A refusal that trying again does not change; everything else is thrown, and tried again. */
export interface Refused {
  readonly refused: string;
}

/** An operator's account at a payment service (PSP). Nothing here sees a card number. */
export interface PaymentService {
  readonly openCheckout: (
    request: HoldRequest,
  ) => Promise<{ readonly checkoutId: string; readonly url: string } | Refused>;
  readonly lookAtHold: (checkoutId: string) => Promise<HoldSight>;
  /** After it nobody can pay any more; without effect on what is paid already. */
  readonly closeCheckout: (checkoutId: string) => Promise<void>;
  readonly capture: (take: {
    readonly holdId: string;
    readonly amountMinor: number;
    readonly tryId: string;
  }) => Promise<{ readonly amountMinor: number } | Refused>;
  readonly release: (
    holdId: string,
    tryId: string,
  ) => Promise<{ readonly released: true } | Refused>;
  /** The same `refundId` is paid once. */
  readonly refund: (give: {
    readonly holdId: string;
    readonly refundId: string;
    readonly amountMinor: number;
    readonly tryId: string;
  }) => Promise<{ readonly amountMinor: number } | Refused>;
}

import type { Posting } from "./ledger.ts";
import type { Payment } from "./payment.ts";
import type { PaymentService } from "./payment-service.ts";
import type { Refund } from "./refund.ts";
import type { Sight } from "./step.ts";

/** Which payment. */
export interface PaymentAddress {
  readonly operatorId: string;
  readonly paymentId: string;
}

/** A payment with what was booked and decided in the same breath, all or nothing. */
export interface PaymentWrite {
  readonly before: Payment;
  readonly after: Payment;
  readonly postings?: readonly Posting[];
  readonly refund?: Refund;
}

export interface PaymentStore {
  /** Sees every write that was finished before the call. */
  readonly find: (address: PaymentAddress) => Promise<Payment | undefined>;
  /** False, without effect, where somebody else changed the payment since `before` was read. */
  readonly write: (write: PaymentWrite) => Promise<boolean>;
  readonly findRefund: (address: PaymentAddress, refundId: string) => Promise<Refund | undefined>;
}

/** The charger's side of a payment. Each may be called again and does nothing twice. */
export interface ChargingSide {
  /** The start command and the session of the one-time token, as they are now. */
  readonly look: (payment: Payment, now: string) => Promise<Sight>;
  /** Makes a token that begins one session and no second one, until `validUntil`. */
  readonly makeToken: (
    payment: Payment,
    validUntil: string,
  ) => Promise<{ readonly tokenRef: string }>;
  /** Sends the start command under the id that the payment names. */
  readonly sendStart: (payment: Payment) => Promise<void>;
  readonly sendStop: (payment: Payment, commandId: string) => Promise<void>;
  /** Makes the token begin nothing any more, for good; tells whether it ever began a session. */
  readonly retireToken: (payment: Payment) => Promise<"unused" | "used">;
}

export interface PaymentPorts {
  readonly payments: PaymentStore;
  /** Undefined where the operator is not connected to a payment service. */
  readonly serviceOf: (operatorId: string) => Promise<PaymentService | undefined>;
  readonly charging: ChargingSide;
  /** Whether a card may hold money once more now; asked again for the same payment, it answers the same. */
  readonly admitsCard: (
    payment: PaymentAddress,
    cardFingerprint: string,
    now: string,
  ) => Promise<boolean>;
  readonly newId: () => string;
  /** ISO 8601 UTC. */
  readonly now: () => string;
  /** Told of what failed and is tried again. */
  readonly noteFailure: (payment: Payment, step: string, error: unknown) => void;
}

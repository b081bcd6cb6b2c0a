import type { TariffSnapshot } from "../charging/tariff.ts";

/**
 * How far somebody without an account has come. Up to `cleared` and `step-up` nothing is held and no charger is told
 * anything; the last five are final.
 */
export const ADHOC_STATES = [
  "requested",
  "cleared",
  "step-up",
  "hold-pending",
  "held",
  "starting",
  "charging",
  "ending",
  "captured",
  "released",
  "refused",
  "abandoned",
] as const;
export type AdHocState = (typeof ADHOC_STATES)[number];

/** Where a driver stands: a connector of a charger, in the numbers of its OCPP version. */
export interface AdHocPlace {
  readonly chargerId: string;
  readonly siteId: string;
  readonly connectorId: number;
  /** 2.0.1 only. */
  readonly evseId?: number;
}

/** What the driver was shown before they started; nothing later changes it. */
export interface AdHocQuote {
  readonly tariff: TariffSnapshot;
  /** Integer minor units of the tariff's currency: the most that charging may come to. */
  readonly holdAmountMinor: number;
  /** The same for who is let through with a second step; then it takes the place of the other. */
  readonly stepUpHoldAmountMinor: number;
}

/** Why somebody is not let through, in words that say nothing of how close they were. */
export type GateRefusal =
  | "action-mismatch"
  | "host-mismatch"
  | "key-mismatch"
  | "provider-unavailable"
  | "provider-misconfigured"
  | "score-too-low"
  | "token-invalid"
  | "token-old";

/** What the gate said of an attempt, once and for good. */
export interface GateVerdict {
  readonly outcome: "cleared" | "refused" | "step-up";
  /** `gate-off`: nobody was asked. `provider-unavailable` clears or steps up where the operator wants it so. */
  readonly because: GateRefusal | "gate-off" | "score-in-step-up-band" | "score-sufficient";
  /** 0.0 to 1.0; absent where the provider gave none. */
  readonly score?: number;
  /** In force when it was decided. */
  readonly threshold: number;
  /** The provider's name of the assessment, for what becomes of it. */
  readonly assessment?: string;
  /** The provider's reasons, in its words. */
  readonly reasons?: readonly string[];
  readonly decidedAt: string;
}

/** One attempt to charge without an account. Nothing personal is in it in clear; times are ISO 8601 UTC. */
export interface AdHocAttempt extends AdHocPlace {
  readonly operatorId: string;
  /** 26 characters that begin with the time; no OCPP identity and no secret. */
  readonly attemptId: string;
  /** Whose keys seal what is personal. */
  readonly subjectId: string;
  readonly codeId: string;
  readonly state: AdHocState;
  readonly stateSince: string;
  readonly requestedAt: string;
  readonly quote: AdHocQuote;
  /** What the page speaks, BCP 47. */
  readonly language: string;
  /** SHA-256 of the handle that alone may read and stop, base64url. */
  readonly handleHash: string;
  /** Public key of the page (JWK thumbprint, RFC 7638) that signs start and stop. */
  readonly clientKeyThumbprint: string;
  /** SHA-256 of the reCAPTCHA token; absent where none was sent. */
  readonly tokenHash?: string;
  readonly verdict?: GateVerdict;
  /** When the driver asked for the end; from `starting` on the charger is told. */
  readonly stopRequestedAt?: string;
  /** When the driver said, after a refusal, that they are no robot. */
  readonly appealedAt?: string;
  /** The words that the driver was shown or said yes to. */
  readonly noticeIds: readonly string[];
  /** Why it was released or abandoned, as a code. */
  readonly endedBecause?: string;
  /** The payment of it; set with `hold-pending`. */
  readonly paymentId?: string;
  /** The charging session; set with `charging`. */
  readonly sessionId?: string;
  readonly version: number;
}

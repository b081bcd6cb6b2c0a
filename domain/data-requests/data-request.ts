import type { Regime, RequestTypeName } from "./request-types.ts";

/** A way to make sure that somebody is who they say; the documents themselves are never kept. */
export const IDENTITY_METHODS = [
  "signed-in",
  "document-seen",
  "call-back",
  "e-signature",
  "registered-mail",
] as const;

/** What was compared with what is stored. */
export const IDENTITY_FACTS = [
  "name",
  "email",
  "phone",
  "address",
  "plate",
  "token",
  "recent-session",
  "invoice",
] as const;

/** How it was made sure that the request is the person's own. */
export interface IdentityCheck {
  readonly method: (typeof IDENTITY_METHODS)[number];
  /** At least two different ones, but for somebody who is signed in. */
  readonly facts: readonly (typeof IDENTITY_FACTS)[number][];
  readonly checkedBy: string;
  readonly checkedAt: string;
}

/** Why a request may be refused. Codes, so that the reason outlives an erasure and names nobody. */
export const REFUSAL_REASONS = [
  "identity-not-proven",
  "not-our-data",
  "manifestly-unfounded",
  "excessive",
  "legal-obligation",
  "legal-claims",
  "rights-of-others",
] as const;

/** Why an answer takes longer (GDPR Art. 12(3)). */
export const EXTENSION_REASONS = ["complexity", "number-of-requests"] as const;

/** One thing that was done for a request, and how often. */
export interface ReceiptLine {
  readonly what: string;
  readonly count: number;
}

/** What was done for a request, when and by whom. */
export interface Receipt {
  readonly done: readonly ReceiptLine[];
  readonly doneAt: string;
  readonly doneBy: string;
  /** SHA-256 over the canonical JSON of request id, type, times and lines, hex. */
  readonly sha256: string;
}

type DataRequestState = "open" | "carrying-out" | "done" | "refused";

/** A data subject's request, with its clock. The free words of the person are sealed under their key. */
export interface DataRequest {
  readonly operatorId: string;
  readonly dataRequestId: string;
  readonly driverId: string;
  readonly type: RequestTypeName;
  readonly regime: Regime;
  readonly origin: "self" | "desk";
  readonly state: DataRequestState;
  readonly receivedAt: string;
  readonly dueAt: string;
  readonly identity: IdentityCheck;
  readonly sealedDetails?: string;
  readonly extension?: {
    readonly reason: (typeof EXTENSION_REASONS)[number];
    readonly at: string;
    readonly by: string;
  };
  readonly refusal?: {
    readonly reason: (typeof REFUSAL_REASONS)[number];
    readonly at: string;
    readonly by: string;
  };
  readonly receipt?: Receipt;
  readonly warnedDays: readonly number[];
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly version: number;
}

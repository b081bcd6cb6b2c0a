/** What a signal is about; what detects attacks reads them, and people who look into one. */
export type SignalKind =
  | "access.account-dormant"
  | "access.break-glass-taken"
  | "access.break-glass-not-reviewed"
  | "access.ended-sign-in"
  | "access.forbidden"
  | "access.foreign-operator"
  | "access.leaver-step-overdue"
  | "access.platform-member-changed"
  | "access.review-overdue"
  | "access.right-ended"
  | "access.second-factor-kept"
  | "access.second-factor-reset"
  | "access.suspended-operator"
  | "charger.certificate-expires"
  | "charger.certificate-request-refused"
  | "charger.certificate-wrong"
  | "charger.identity-contested"
  | "charger.identity-flapping"
  | "adhoc.foreign-attempt"
  | "adhoc.gate-misconfigured"
  | "adhoc.sticker-reported"
  | "charger.profile-too-low"
  | "isolation.broken"
  | "ocpp.answer-never-asked"
  | "ocpp.answer-repeated"
  | "ocpp.answer-too-late"
  | "ocpp.foreign-transaction"
  | "privacy.request-due-soon"
  | "privacy.request-overdue";

/** A small fact that may mean an attack. Ids and times only, kept for 400 days. */
export interface SecuritySignal {
  /** The operator that it concerns, or `platform`. */
  readonly operatorId: string;
  readonly kind: string;
  readonly subject?: string;
  /** Ids that lead to what happened. */
  readonly evidence: Readonly<Record<string, string>>;
  /** ISO 8601 UTC. */
  readonly at: string;
}

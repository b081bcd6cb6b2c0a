/** How charging without an account is refused; each is also a code of `DomainError`. */
export type AdHocErrorCode =
  | "adhoc.attempt-not-found"
  | "adhoc.closed"
  | "adhoc.code-expired"
  | "adhoc.code-not-found"
  | "adhoc.code-unknown"
  | "adhoc.connector-unavailable"
  | "adhoc.intent-over"
  | "adhoc.proof-invalid"
  | "adhoc.receipt-not-ready"
  | "adhoc.report-not-found"
  | "adhoc.settings-invalid"
  | "adhoc.step-impossible"
  | "adhoc.token-missing"
  | "adhoc.token-used"
  | "adhoc.too-many";

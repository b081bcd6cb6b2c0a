import type { AccessErrorCode } from "./access/error-codes.ts";
import type { AdHocErrorCode } from "./adhoc/error-codes.ts";

/** Every way the domain can refuse a request. The code is the contract; the message is for people. */
export type DomainErrorCode =
  | AccessErrorCode
  | AdHocErrorCode
  | "access-review.not-found"
  | "access.forbidden"
  | "access.unauthenticated"
  | "api-client.ended"
  | "api-client.invalid"
  | "api-client.not-found"
  | "api-client.too-many"
  | "charger-certificate.not-found"
  | "charger-root.already-exists"
  | "charger-root.invalid"
  | "charger-root.not-found"
  | "charger.already-exists"
  | "charger.change-under-way"
  | "charger.has-active-session"
  | "charger.not-connected"
  | "charger.not-found"
  | "pending-charger.not-found"
  | "command-job.not-found"
  | "command-job.over"
  | "command-job.too-many-chargers"
  | "charger.profile-unfit"
  | "command.action-not-supported"
  | "command.not-found"
  | "command.payload-invalid"
  | "connection.not-current"
  | "consent.cannot-withdraw"
  | "consent.notice-missing"
  | "consent.notice-unfit"
  | "customer-key.unusable"
  | "data-request.cannot-extend"
  | "data-request.closed"
  | "data-request.identity-weak"
  | "data-request.not-carried-out"
  | "data-request.not-found"
  | "driver.already-linked"
  | "driver.code-invalid"
  | "driver.erased"
  | "driver.has-active-session"
  | "driver.legal-hold"
  | "driver.not-found"
  | "driver.restricted"
  | "driver.token-taken"
  | "export.not-found"
  | "grant.not-found"
  | "integration.already-exists"
  | "integration.not-found"
  | "job.not-found"
  | "key-rotation.not-found"
  | "key-rotation.under-way"
  | "member.already-exists"
  | "member.not-found"
  | "notice.not-found"
  | "operator.already-exists"
  | "operator.not-found"
  | "operator.not-suspended"
  | "operator.suspended"
  | "payment.card-number"
  | "payment.not-found"
  | "payment.not-refundable"
  | "payment.nothing-to-judge"
  | "payment.notice-refused"
  | "privacy.envelope-broken"
  | "privacy.envelope-foreign"
  | "privacy.envelope-refused"
  | "privacy.envelope-unknown"
  | "privacy.erased"
  | "privacy.key-denied"
  | "privacy.throttled"
  | "privacy.unavailable"
  | "refund.daily-limit"
  | "refund.too-much"
  | "request.conflict"
  | "request.cursor-invalid"
  | "request.idempotency-key-reused"
  | "request.invalid"
  | "request.media-type-unsupported"
  | "request.route-not-found"
  | "request.too-large"
  | "reservation.ended"
  | "reservation.not-found"
  | "reservation.overlaps"
  | "reservation.token-refused"
  | "role.already-exists"
  | "role.not-found"
  | "session.bill-not-held"
  | "session.correction-invalid"
  | "security-profile.lowering"
  | "session.not-found"
  | "sign-in.not-found"
  | "site.already-exists"
  | "site.in-use"
  | "site.not-found"
  | "tariff.already-exists"
  | "tariff.in-use"
  | "tariff.not-found"
  | "token.already-exists"
  | "token.not-found"
  | "version.conflict"
  | "webhook.delivery-not-found"
  | "webhook.not-found"
  | "webhook.too-many"
  | "webhook.url-refused";

/** A refusal that a rule demands. Anything else that is thrown is a bug and becomes InternalError or 500. */
export class DomainError extends Error {
  override readonly name = "DomainError";
  readonly code: DomainErrorCode;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    code: DomainErrorCode,
    message: string,
    details: Readonly<Record<string, unknown>> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.code = code;
    this.details = details;
  }
}

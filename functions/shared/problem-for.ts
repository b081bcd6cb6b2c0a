import type { DomainErrorCode } from "#domain/errors.ts";

interface ProblemKind {
  readonly status: number;
  readonly title: string;
}

/** How REST says each refusal. docs/errors.md explains the same table to people. */
export const PROBLEMS = {
  "access.forbidden": { status: 403, title: "Your role does not allow this" },
  "access.unauthenticated": { status: 401, title: "A valid access token is needed" },
  "charger.already-exists": { status: 409, title: "The charger exists already" },
  "charger.has-active-session": { status: 409, title: "The charger has a session running" },
  "charger.not-found": { status: 404, title: "No such charger" },
  "command.action-not-supported": { status: 422, title: "The charger has no such command" },
  "command.not-found": { status: 404, title: "No such command" },
  "command.payload-invalid": { status: 400, title: "The payload breaks OCPP's schema" },
  "connection.not-current": { status: 409, title: "The connection was replaced" },
  "operator.already-exists": { status: 409, title: "The operator exists already" },
  "operator.not-found": { status: 404, title: "No such operator" },
  "request.conflict": { status: 409, title: "Another request came between" },
  "request.cursor-invalid": { status: 400, title: "The cursor does not belong to this list" },
  "request.idempotency-key-reused": { status: 422, title: "The key belongs to another request" },
  "request.invalid": { status: 400, title: "The request is not valid" },
  "request.media-type-unsupported": { status: 415, title: "The body must be JSON" },
  "request.route-not-found": { status: 404, title: "No such resource" },
  "request.too-large": { status: 413, title: "The body is too large" },
  "session.not-found": { status: 404, title: "No such session" },
  "site.already-exists": { status: 409, title: "The site exists already" },
  "site.in-use": { status: 409, title: "The site still has chargers" },
  "site.not-found": { status: 404, title: "No such site" },
  "tariff.already-exists": { status: 409, title: "The tariff exists already" },
  "tariff.in-use": { status: 409, title: "The tariff is still in use" },
  "tariff.not-found": { status: 404, title: "No such tariff" },
  "token.already-exists": { status: 409, title: "The token exists already" },
  "token.not-found": { status: 404, title: "No such token" },
  "version.conflict": { status: 412, title: "It was changed since you read it" },
} as const satisfies Record<DomainErrorCode, ProblemKind>;

/** Status and title of a refusal. */
export function problemFor(code: DomainErrorCode): ProblemKind {
  return PROBLEMS[code];
}

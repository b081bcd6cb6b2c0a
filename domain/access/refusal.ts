import { DomainError } from "../errors.ts";
import type { AccessErrorCode } from "./error-codes.ts";

/** A refusal by a rule of access, to be thrown; details never hold a payload or a reason that a person wrote. */
export function refusal(
  code: AccessErrorCode,
  message: string,
  details: Readonly<Record<string, unknown>> = {},
): DomainError {
  return new DomainError(code, message, details);
}

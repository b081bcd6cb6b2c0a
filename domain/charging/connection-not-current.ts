import { DomainError } from "../errors.ts";

/** The refusal of a write from a socket that a newer one has replaced. */
export function notCurrent(): DomainError {
  return new DomainError("connection.not-current", "The charger has a newer connection");
}

import { DomainError } from "../errors.ts";
import type { Offboarding, Operator } from "./operator.ts";

/** The fields of an operator that is suspended from now on; none where it is already. */
export function suspension(operator: Operator, because: string, now: string) {
  if (operator.suspendedAt !== undefined) return undefined;
  return { suspendedAt: now, suspendedBecause: because };
}

/** The fields of an operator that goes on; none where it is not suspended. Throws `operator.not-suspended` at its end. */
export function resumption(operator: Operator) {
  if (operator.offboarding) {
    throw new DomainError("request.conflict", "What the operator had is being destroyed.");
  }
  if (operator.suspendedAt === undefined) return undefined;
  return { suspendedAt: null, suspendedBecause: null };
}

/** Refuses the end of an operator that still runs, or has ended. Throws `operator.not-suspended`, `request.conflict`. */
export function refuseOffboarding(operator: Operator): void {
  if (operator.suspendedAt === undefined) {
    throw new DomainError("operator.not-suspended", "Suspend the operator first.");
  }
  if (operator.offboarding) {
    throw new DomainError("request.conflict", "What the operator had is being destroyed.");
  }
}

/** The beginning of an operator's end. Throws as `refuseOffboarding` does. */
export function beginOffboarding(
  operator: Operator,
  approvalId: string,
  now: string,
): { readonly offboarding: Offboarding } {
  refuseOffboarding(operator);
  return { offboarding: { approvalId, startedAt: now, pass: 1, deletedItems: 0 } };
}

import type { Operation } from "./operation.ts";

/** Permissions that show who charged where and when, or more of a person. */
const PERSONAL: ReadonlySet<string> = new Set([
  "tokens:read",
  "sessions:read",
  "drivers:read",
  "drivers:reveal",
  "consents:read",
  "data-requests:read",
  "payments:read",
  "operator:export",
]);

/** Whether an operation shows personal data of an operator: then a SystemAdmin says why, and it is taken down. */
export function showsPersonalData(
  operation: Pick<Operation, "permission" | "showsPersonalData">,
): boolean {
  return operation.showsPersonalData === true || PERSONAL.has(operation.permission);
}

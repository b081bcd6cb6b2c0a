import { operatorSessions } from "#adapters/sts/operator-sessions.ts";
import { type DriverContext, enterAsGuest } from "#domain/tenancy/tenant-context.ts";
import { environment } from "./environment.ts";

const actFor = operatorSessions(environment("TENANT_ROLE_ARN"));

/**
 * Does work in the operator that a text sealed by us named, with the rights of that operator's session and no other. Only
 * for an operator id out of such a text, or one that is looked up and answered about to nobody.
 */
export function asGuest<T>(
  operatorId: string,
  who: { readonly attemptId: string; readonly requestId: string },
  work: (context: DriverContext) => Promise<T>,
): Promise<T> {
  return actFor(operatorId, () => work(enterAsGuest(operatorId, who)));
}

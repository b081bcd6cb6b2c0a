import type { Access } from "./access.ts";
import type { Principal } from "./principal.ts";
import { RefusedRequest } from "./refused-request.ts";
import { type Decision, RESOURCE_POLICY } from "./simulate.ts";

/** SQS names its actions in lower case when it denies them. */
const isLowerCase = (action: string): boolean => action.startsWith("sqs:");

/** STS does not say why. */
const isTerse = (action: string): boolean => action.startsWith("sts:");

/** The refusal of a denied access, in AWS's words. */
export function denialOf(principal: Principal, access: Access, decision: Decision): RefusedRequest {
  const action = isLowerCase(access.action) ? access.action.toLowerCase() : access.action;
  const denied = `User: ${principal.arn} is not authorized to perform: ${action} on resource: ${access.resource}`;
  const message = isTerse(action) ? denied : `${denied} ${reasonOf(action, decision)}`;
  const throughKey = access.through === undefined ? "" : "KMS key access denied error: ";
  return new RefusedRequest("denied", `${throughKey}${message}`);
}

function reasonOf(action: string, { outcome, statements }: Decision): string {
  if (outcome !== "explicitly-denied") {
    return `because no identity-based policy allows the ${action} action`;
  }
  const kind = statements.includes(RESOURCE_POLICY) ? "a resource-based" : "an identity-based";
  return `with an explicit deny in ${kind} policy`;
}

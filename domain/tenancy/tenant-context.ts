import { DomainError } from "../errors.ts";
import type { Membership, Role } from "./membership.ts";
import { type Permission, permits } from "./permissions.ts";

/** Not exported, so no other file can make a value of the two context types. */
const entered: unique symbol = Symbol("entered");

/** The scope of memberships that stand above the operators. */
export const PLATFORM_SCOPE = "platform";

/** Leave to act inside one operator. Repositories are made from it, so there is no way to another operator's items. */
export interface TenantContext {
  readonly [entered]: "operator";
  readonly operatorId: string;
  readonly subject: string;
  readonly role: Role;
  readonly requestId: string;
}

/** Leave to act on the platform as a whole: to see and make operators. */
export interface PlatformContext {
  readonly [entered]: "platform";
  readonly subject: string;
  readonly requestId: string;
}

/** A person whose access token was verified, and the request they make. */
export interface AuthenticatedPerson {
  readonly subject: string;
  readonly requestId: string;
}

/**
 * Lets a person into an operator. Throws `operator.not-found` for a stranger, exactly as for an operator that does not
 * exist, and `access.forbidden` for a member whose role does not carry the permission.
 */
export function enterOperator(
  person: AuthenticatedPerson,
  operatorId: string,
  membership: Membership | undefined,
  permission: Permission,
): TenantContext {
  const belongs =
    membership?.subject === person.subject &&
    (membership.scope === operatorId ||
      (membership.scope === PLATFORM_SCOPE && membership.role === "system-admin"));
  if (!belongs) throw new DomainError("operator.not-found", "There is no such operator.");
  demand(membership.role, permission);
  return {
    [entered]: "operator",
    operatorId,
    subject: person.subject,
    role: membership.role,
    requestId: person.requestId,
  };
}

/** Lets a SystemAdmin act on the platform. Throws `access.forbidden` for everybody else. */
export function enterPlatform(
  person: AuthenticatedPerson,
  membership: Membership | undefined,
): PlatformContext {
  const administers =
    membership?.subject === person.subject &&
    membership.scope === PLATFORM_SCOPE &&
    permits(membership.role, "platform:administer");
  if (!administers) throw new DomainError("access.forbidden", "Only a SystemAdmin may do this.");
  return { [entered]: "platform", subject: person.subject, requestId: person.requestId };
}

function demand(role: Role, permission: Permission): void {
  if (!permits(role, permission)) {
    throw new DomainError("access.forbidden", "Your role does not allow this.");
  }
}

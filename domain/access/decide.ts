import { isPermission, type Permission, permissionEntry } from "./permissions.ts";
import type { Reason } from "./reasons.ts";
import { holds, type Right, rightsOf, withoutForce } from "./rights.ts";
import type { Standing } from "./standing.ts";

/** What somebody wants to do, to what, and when. */
export interface Question {
  readonly permission: Permission;
  /** The site of the thing; absent for what belongs to the operator as a whole. */
  readonly siteId?: string;
  /** Whose thing it is, for the permissions that reach one's own things only. */
  readonly ownedBy?: string;
  /** ISO 8601 UTC. */
  readonly now: string;
}

/** The answer and why: each right that suffices, or each thing that was found and does not. */
export interface Decision {
  readonly allowed: boolean;
  readonly because: readonly Reason[];
}

/** Decides by what is known of a subject whether they may do a thing now; what nothing permits is refused. */
export function decide(standing: Standing, question: Question): Decision {
  if (!isPermission(question.permission)) return refused([{ kind: "no-such-permission" }]);
  if (standing.disabledAt !== undefined) {
    return refused([{ kind: "disabled", since: standing.disabledAt }]);
  }
  const rights = rightsOf(standing, question.now);
  const sufficient = rights.filter((right) => shortfall(right, standing, question) === undefined);
  if (sufficient.length > 0) {
    return { allowed: true, because: sufficient.map(({ source }) => source) };
  }
  const because = [
    ...rights.flatMap((right) => shortfall(right, standing, question) ?? []),
    ...withoutForce(standing, question.now),
  ];
  return refused(because.length > 0 ? because : [{ kind: "stranger" }]);
}

/** Whether a subject has any right here at all; to everybody else the operator does not exist. */
export function isKnownHere(standing: Standing, now: string): boolean {
  return rightsOf(standing, now).length > 0;
}

function refused(because: readonly Reason[]): Decision {
  return { allowed: false, because };
}

/** Why a right does not suffice; undefined where it does. */
function shortfall(
  right: Right,
  { subject }: Standing,
  { permission, siteId, ownedBy }: Question,
): Reason | undefined {
  const { source, siteIds } = right;
  if (!holds(right, permission)) return { kind: "lacks-permission", of: source };
  const { reach } = permissionEntry(permission);
  if (reach === "self" && ownedBy !== subject) return { kind: "not-own", of: source };
  if (!siteIds) return undefined;
  if (reach !== "site" || siteId === undefined) return { kind: "not-of-one-site", of: source };
  return siteIds.includes(siteId) ? undefined : { kind: "other-site", of: source, siteIds };
}

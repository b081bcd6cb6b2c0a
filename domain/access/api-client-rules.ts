import { DomainError } from "../errors.ts";
import type { ApiClient } from "./api-client.ts";
import { decide } from "./decide.ts";
import { refuseConflictingDuties } from "./duties.ts";
import { ALL_PERMISSIONS, isPermission, type Permission, permissionEntry } from "./permissions.ts";
import type { Standing } from "./standing.ts";

/** What a program may do, where, and until when. */
export type ApiClientRights = Pick<ApiClient, "permissions" | "siteIds" | "expiresAt">;

const LONGEST_MS = 365 * 86_400_000;

/** What gives rights or judges them: a program would do it in place of a person, who could be its own maker. */
const FOR_PEOPLE_ONLY: readonly Permission[] = [
  "api-clients:write",
  "grants:break-glass",
  "grants:request",
  "members:write",
  "reviews:answer",
  "reviews:run",
  "roles:write",
];

/** Every permission that a program can hold. */
export const PERMISSIONS_OF_PROGRAMS: readonly Permission[] = ALL_PERMISSIONS.filter((name) => {
  const { reach } = permissionEntry(name);
  if (reach === "self" || reach === "platform") return false;
  return !name.endsWith(":approve") && !FOR_PEOPLE_ONLY.includes(name);
});

/**
 * Throws `api-client.invalid` where a program cannot hold these rights, or would hold them for more than a year, and
 * `access.duties-conflict`.
 */
export function refuseUnfitApiClient(rights: ApiClientRights, now: string): void {
  const { permissions, siteIds, expiresAt } = rights;
  const leftMs = Date.parse(expiresAt) - Date.parse(now);
  if (!(leftMs > 0 && leftMs <= LONGEST_MS)) {
    throw invalid("A program ends within 365 days, and not before it begins.");
  }
  if (permissions.length === 0 || siteIds?.length === 0) {
    throw invalid("A program needs a permission, and a site where sites are named.");
  }
  const unfit = permissions.filter((name) => !isFit(name, siteIds));
  if (unfit.length > 0) throw invalid("A program cannot hold these here.", { permissions: unfit });
  refuseConflictingDuties(permissions);
}

/**
 * Throws `access.forbidden` where somebody gives a program more than their own roles let them do now. What they were
 * granted for a while does not count: the program would outlive it.
 */
export function refuseUngivable(
  { permissions, siteIds }: Pick<ApiClientRights, "permissions" | "siteIds">,
  giver: Standing,
  now: string,
): void {
  const { client: _, ...person } = giver;
  const byRoles = { ...person, grants: [] };
  const missing = permissions.filter((permission) => {
    const isPermittedAt = (siteId: string | undefined) =>
      decide(byRoles, { permission, now, ...(siteId !== undefined && { siteId }) }).allowed;
    return !(siteIds ?? [undefined]).every(isPermittedAt);
  });
  if (missing.length === 0) return;
  throw new DomainError("access.forbidden", "Nobody gives a program more than they may do.", {
    reasons: missing.map((name) => `No role of yours holds ${name} for what the program is for.`),
  });
}

/** What a change lets a program do that it could not do before: everything where it counts on more sites, or longer. */
export function gainedByApiClient(
  before: ApiClientRights,
  after: ApiClientRights,
): readonly Permission[] {
  const isLonger = !(Date.parse(after.expiresAt) <= Date.parse(before.expiresAt));
  if (isLonger || reachesFurther(before, after)) return after.permissions;
  return after.permissions.filter((name) => !before.permissions.includes(name));
}

function reachesFurther({ siteIds: before }: ApiClientRights, { siteIds: after }: ApiClientRights) {
  if (!before) return false;
  return !after || after.some((siteId) => !before.includes(siteId));
}

function isFit(name: Permission, siteIds: readonly string[] | undefined): boolean {
  if (!isPermission(name) || !PERMISSIONS_OF_PROGRAMS.includes(name)) return false;
  return !siteIds || permissionEntry(name).reach === "site";
}

function invalid(message: string, details: Readonly<Record<string, unknown>> = {}): DomainError {
  return new DomainError("api-client.invalid", message, details);
}

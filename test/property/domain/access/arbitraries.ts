import fc from "fast-check";
import { BUILT_IN_ROLES } from "#domain/access/built-in-roles.ts";
import type { Question } from "#domain/access/decide.ts";
import type { Grant } from "#domain/access/grants.ts";
import { ALL_PERMISSIONS, type Permission } from "#domain/access/permissions.ts";
import type { RoleDefinition } from "#domain/access/role-definition.ts";
import type { RoleAssignment, Standing } from "#domain/access/standing.ts";

const BEGINNING_MS = Date.UTC(2026, 0, 1);
const MINUTES_OF_40_DAYS = 40 * 24 * 60;

/** Within forty days, so that the longest grant may be over; crowded around full hours, so that ends are met exactly. */
export const times = fc
  .oneof(
    fc.integer({ min: 0, max: MINUTES_OF_40_DAYS }),
    fc.integer({ min: 0, max: 12 }).map((hours) => hours * 60),
  )
  .map((minutes) => new Date(BEGINNING_MS + minutes * 60_000).toISOString());

export const permissions: fc.Arbitrary<Permission> = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(...ALL_PERMISSIONS) },
  { weight: 2, arbitrary: fc.constantFrom("sites:read", "chargers:write", "revenue:read") },
);

const subjects = fc.constantFrom("ann", "ann", "ann", "bob");
const scopes = fc.constantFrom("demo-a", "demo-a", "demo-a", "demo-b", "platform");
const sites = fc.constantFrom("harbour", "airport", "station");
export const siteLists = fc.uniqueArray(sites, { maxLength: 2 });
const roleIds = fc.constantFrom(...BUILT_IN_ROLES.map(({ roleId }) => roleId), "night-shift");
const approvers = fc.constantFrom("ann", "bob", "zoe", "zoe", "zoe");

const rights = fc.oneof(
  fc.record({ roleId: roleIds }),
  fc.record({ permissions: fc.uniqueArray(permissions, { minLength: 1, maxLength: 4 }) }),
);

const kinds = fc.constantFrom("base", "project", "privileged", "break-glass");
const spansMs = fc.integer({ min: 0, max: MINUTES_OF_40_DAYS }).map((minutes) => minutes * 60_000);
const rarely = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
const mostly = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 4, arbitrary }, { weight: 1, arbitrary: fc.constant(undefined) });

/** Any grant that a table could hold, be it one that nobody should have stored. */
export const grants: fc.Arbitrary<Grant> = fc
  .record({
    grantId: fc.uuid(),
    operatorId: scopes,
    subject: subjects,
    right: rights,
    siteIds: rarely(siteLists),
    kind: kinds,
    startsAt: times,
    spanMs: mostly(spansMs),
    oddEnd: rarely(fc.string()),
    requestedBy: subjects,
    requestedAt: times,
    approvedBy: mostly(approvers),
    revokedAt: rarely(times),
  })
  .map(({ siteIds, spanMs, oddEnd, approvedBy, revokedAt, ...grant }) => {
    const end = spanMs === undefined ? oddEnd : isoAfter(grant.startsAt, spanMs);
    return {
      ...grant,
      reason: "for a test",
      ...(siteIds && { siteIds }),
      ...(end !== undefined && { endsAt: end }),
      ...(approvedBy !== undefined && { approvedBy }),
      ...(revokedAt !== undefined && { revokedAt }),
    };
  });

const assignments: fc.Arbitrary<RoleAssignment> = fc.record(
  { scope: scopes, roleId: roleIds, siteIds: siteLists },
  { requiredKeys: ["scope", "roleId"] },
);

/** Any definition that a table could hold, be it one that nobody may define. */
export const storedRoles: fc.Arbitrary<RoleDefinition> = fc.record({
  roleId: roleIds,
  version: fc.integer({ min: 1, max: 4 }),
  name: fc.constant("Role"),
  description: fc.constant("A role."),
  permissions: fc.uniqueArray(permissions, { maxLength: 8 }),
  siteScoped: fc.boolean(),
  builtIn: fc.boolean(),
});

/** What may be known of ann, or of a program that acts as ann, in demo-a. */
export const standings: fc.Arbitrary<Standing> = fc.record(
  {
    subject: fc.constant("ann"),
    operatorId: fc.constant("demo-a"),
    assignments: fc.array(assignments, { maxLength: 2 }),
    grants: fc.array(grants, { maxLength: 4 }),
    ownRoles: fc.array(storedRoles, { maxLength: 3 }),
    client: fc.record(
      {
        clientId: fc.constant("erp"),
        permissions: fc.uniqueArray(permissions, { maxLength: 4 }),
        siteIds: siteLists,
        expiresAt: times,
      },
      { requiredKeys: ["clientId", "permissions", "expiresAt"] },
    ),
  },
  { requiredKeys: ["subject", "operatorId", "assignments", "grants", "ownRoles"] },
);

export const questions: fc.Arbitrary<Question> = fc.record(
  { permission: permissions, siteId: sites, ownedBy: subjects, now: times },
  { requiredKeys: ["permission", "now"] },
);

function isoAfter(time: string, ms: number): string {
  return new Date(Date.parse(time) + ms).toISOString();
}

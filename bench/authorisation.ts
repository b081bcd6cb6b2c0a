import { BUILT_IN_ROLES } from "#domain/access/built-in-roles.ts";
import type { Grant } from "#domain/access/grants.ts";
import { ALL_PERMISSIONS } from "#domain/access/permissions.ts";
import type { Standing } from "#domain/access/standing.ts";
import { enterOperator } from "#domain/tenancy/tenant-context.ts";

/** What it costs to decide whether somebody may do something, once their standing was read: CPU for one decision. */
const ROUNDS = 20_000;
const NOW = "2026-03-01T12:00:00.000Z";
const request = { subject: "ann", requestId: "bench", now: NOW };
const siteIds = Array.from({ length: 50 }, (_, index) => `site-${index}`);

const grant = (index: number): Grant => ({
  grantId: `grant-${index}`,
  operatorId: "bench",
  subject: "ann",
  kind: "project",
  right: { permissions: ["chargers:read", "sessions:read"] },
  siteIds,
  startsAt: "2026-02-01T00:00:00.000Z",
  endsAt: "2026-03-02T00:00:00.000Z",
  reason: "Measures a decision",
  requestedBy: "ben",
  requestedAt: "2026-02-01T00:00:00.000Z",
});

const plain: Standing = {
  subject: "ann",
  operatorId: "bench",
  assignments: [{ scope: "bench", roleId: "operator-admin" }],
  grants: [],
  ownRoles: [],
};
/** As much as one person can hold: ten roles, an own version of each role, fifty grants of fifty sites. */
const heavy: Standing = {
  ...plain,
  assignments: BUILT_IN_ROLES.slice(1, 11).map(({ roleId }) => ({ scope: "bench", roleId })),
  grants: Array.from({ length: 50 }, (_, index) => grant(index)),
  ownRoles: BUILT_IN_ROLES.slice(1).map((role) => ({ ...role, builtIn: false, version: 2 })),
};

for (const [name, standing] of Object.entries({
  "one role": plain,
  "all that one can hold": heavy,
})) {
  const visitor = { standing, operator: "open", places: [] } as const;
  const decide = (round: number) => {
    const permission = ALL_PERMISSIONS[round % ALL_PERMISSIONS.length] ?? "sites:read";
    try {
      return enterOperator(request, visitor, permission);
    } catch (refusal) {
      return refusal;
    }
  };
  for (let round = 0; round < ROUNDS / 10; round++) decide(round);
  const before = process.cpuUsage();
  for (let round = 0; round < ROUNDS; round++) decide(round);
  const { user, system } = process.cpuUsage(before);
  process.stdout.write(`${name}: ${((user + system) / ROUNDS).toFixed(1)} µs a decision\n`);
}

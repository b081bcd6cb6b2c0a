import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decide } from "#domain/access/decide.ts";
import { effectivePermissions, sitesPermitted } from "#domain/access/effective-permissions.ts";
import { explain } from "#domain/access/explain.ts";
import { type Grant, MAXIMUM_GRANT_SECONDS } from "#domain/access/grants.ts";
import { ALL_PERMISSIONS, permissionEntry } from "#domain/access/permissions.ts";
import type { Reason } from "#domain/access/reasons.ts";
import type { Standing } from "#domain/access/standing.ts";
import { grants, questions, siteLists, standings, times } from "./arbitraries.ts";

const SOURCES = ["role", "grant", "client"];
const bare = (given: readonly Grant[]): Standing => ({
  subject: "ann",
  operatorId: "demo-a",
  assignments: [],
  grants: given,
  ownRoles: [],
});
const platformPermissions = fc.constantFrom(
  ...ALL_PERMISSIONS.filter((permission) => permissionEntry(permission).reach === "platform"),
);
const admins = fc.record({
  scope: fc.constantFrom("demo-a", "platform"),
  roleId: fc.constantFrom("operator-admin", "system-admin"),
});
const aroundItsTime = fc.record({
  from: fc.constantFrom("start", "end"),
  offsetMs: fc.oneof(
    fc.constantFrom(-1, 0, 1, 3_599_999, 3_600_000, 28_799_999, 28_800_000),
    fc.integer({ min: -86_400_000, max: 31 * 86_400_000 }),
  ),
});
type PlaceInTime = typeof aroundItsTime extends fc.Arbitrary<infer Value> ? Value : never;
/** Enough that the few cases that are allowed come up hundreds of times. */
const runs = { numRuns: 2_000 };

describe("any decision", () => {
  it("is allowed for a reason that is a right, or refused for reasons that are none", () => {
    const seen = { allowed: 0, refused: 0 };

    fc.assert(
      fc.property(standings, questions, (standing, question) => {
        const { allowed, because } = decide(standing, question);
        const rights = because.filter(({ kind }) => SOURCES.includes(kind));

        seen[allowed ? "allowed" : "refused"] += 1;
        expect(because.length).toBeGreaterThan(0);
        expect(rights.length).toBe(allowed ? because.length : 0);
        for (const reason of because) expect(explain(reason)).toMatch(/^[A-Z].+\.$/);
      }),
      runs,
    );
    expect(Math.min(seen.allowed, seen.refused)).toBeGreaterThan(100);
  });

  it("is the same in the view of what somebody may do, and where", () => {
    fc.assert(
      fc.property(standings, questions, (standing, question) => {
        const { permission, siteId, now } = question;
        const ownedBy = standing.subject;
        const isAllowed = decide(standing, { ...question, ownedBy }).allowed;
        const sites = sitesPermitted(standing, permission, now);
        const shown = effectivePermissions(standing, now).find(
          (effective) => effective.permission === permission,
        );

        expect(isAllowed).toBe(
          sites === "everywhere" || (siteId !== undefined && sites.includes(siteId)),
        );
        expect(shown?.sites ?? []).toEqual(sites);
      }),
      runs,
    );
  });

  it("is no where the account is disabled", () => {
    fc.assert(
      fc.property(standings, questions, fc.oneof(times, fc.string()), (standing, question, at) => {
        expect(decide({ ...standing, disabledAt: at }, question).allowed).toBe(false);
      }),
    );
  });

  it("on the platform is yes only by a right that stands above the operators", () => {
    let allowedOnes = 0;

    fc.assert(
      fc.property(
        standings,
        admins,
        platformPermissions,
        times,
        (given, admin, permission, now) => {
          const standing = { ...given, assignments: [...given.assignments, admin] };
          const { allowed, because } = decide(standing, { permission, now });
          if (!allowed) return;
          allowedOnes += 1;

          expect(because.map(scopeOf)).toEqual(because.map(() => "platform"));
        },
      ),
      runs,
    );
    expect(allowedOnes).toBeGreaterThan(100);
  });

  it("does not change with what another operator gave, or with what somebody else got", () => {
    fc.assert(
      fc.property(standings, questions, (standing, question) => {
        const own = {
          ...standing,
          assignments: standing.assignments.filter(({ scope }) => scope !== "demo-b"),
          grants: standing.grants.filter(
            ({ operatorId, subject }) => operatorId !== "demo-b" && subject === "ann",
          ),
        };

        expect(decide(standing, question)).toEqual(decide(own, question));
      }),
      runs,
    );
  });
});

describe("any grant", () => {
  it("that is added takes nothing away", () => {
    fc.assert(
      fc.property(standings, questions, grants, (standing, question, grant) => {
        const before = decide(standing, question);
        const after = decide({ ...standing, grants: [...standing.grants, grant] }, question);

        expect(after.allowed || !before.allowed).toBe(true);
      }),
      runs,
    );
  });

  it("that ends gives nothing", () => {
    const endings: readonly ((grant: Grant, now: string) => readonly Grant[])[] = [
      (grant, now) => [{ ...grant, revokedAt: now }],
      (grant, now) => [{ ...grant, endsAt: now }],
      () => [],
    ];

    fc.assert(
      fc.property(
        standings,
        questions,
        grants,
        fc.constantFrom(...endings),
        (standing, question, grant, end) => {
          const held = { ...standing, grants: [...standing.grants, grant] };
          const left = [...standing.grants, ...end(grant, question.now)];

          const [before, after] = [held, { ...standing, grants: left }].map((each) =>
            decide(each, question),
          );

          expect(before?.allowed || !after?.allowed).toBe(true);
        },
      ),
      runs,
    );
  });

  it("works from its start until its end, and never longer than its kind may", () => {
    let worked = 0;

    fc.assert(
      fc.property(grants, questions, aroundItsTime, (grant, question, place) => {
        const { permission } = question;
        const given = { ...grant, right: { permissions: [permission] } };
        const now = momentOf(grant, place);
        if (!decide(bare([given]), { ...question, now }).allowed) return;
        worked += 1;
        const nowMs = Date.parse(now);
        const startMs = Date.parse(grant.startsAt);

        expect(startMs).toBeLessThanOrEqual(nowMs);
        if (grant.kind !== "base") {
          expect(nowMs - startMs).toBeLessThan(MAXIMUM_GRANT_SECONDS[grant.kind] * 1000);
          expect(grant.endsAt).toBeDefined();
        }
        if (grant.endsAt !== undefined) expect(nowMs).toBeLessThan(Date.parse(grant.endsAt));
        if (grant.revokedAt !== undefined) expect(nowMs).toBeLessThan(Date.parse(grant.revokedAt));
        if (grant.kind === "project" || grant.kind === "privileged") {
          expect([undefined, grant.subject, grant.requestedBy]).not.toContain(grant.approvedBy);
        }
      }),
      { numRuns: 5_000 },
    );
    expect(worked).toBeGreaterThan(50);
  });
});

describe("any right for sites", () => {
  it("works on its sites only, and never on what belongs to no site", () => {
    let worked = 0;

    fc.assert(
      fc.property(standings, siteLists, questions, (standing, siteIds, question) => {
        const { client, ...person } = standing;
        const placed = {
          ...person,
          assignments: standing.assignments.map((assignment) => ({ ...assignment, siteIds })),
          grants: standing.grants.map((grant) => ({ ...grant, siteIds })),
          ...(client && { client: { ...client, siteIds } }),
        };
        if (!decide(placed, question).allowed) return;
        worked += 1;

        expect(siteIds).toContain(question.siteId);
        expect(permissionEntry(question.permission).reach).toBe("site");
      }),
      { numRuns: 5_000 },
    );
    expect(worked).toBeGreaterThan(50);
  });
});

describe("the catalogue", () => {
  it("asked about whole, permits a stranger nothing", () => {
    for (const permission of ALL_PERMISSIONS) {
      const question = {
        permission,
        siteId: "harbour",
        ownedBy: "ann",
        now: "2026-01-01T00:00:00Z",
      };
      expect(decide(bare([]), question).allowed).toBe(false);
    }
  });
});

/** A moment in or near a grant's time, its edges above all. */
function momentOf(grant: Grant, { from, offsetMs }: PlaceInTime): string {
  const ms = Date.parse((from === "end" ? grant.endsAt : undefined) ?? grant.startsAt);
  return new Date((Number.isNaN(ms) ? Date.parse(grant.startsAt) : ms) + offsetMs).toISOString();
}

function scopeOf(reason: Reason): string | undefined {
  return "scope" in reason ? reason.scope : undefined;
}

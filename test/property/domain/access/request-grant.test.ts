import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dutiesWithin } from "#domain/access/assign-role.ts";
import { approveGrant } from "#domain/access/change-grant.ts";
import { decide } from "#domain/access/decide.ts";
import { conflictsOf } from "#domain/access/duties.ts";
import { grantState, needsApprover } from "#domain/access/grants.ts";
import { requestGrant } from "#domain/access/request-grant.ts";
import { DomainError } from "#domain/errors.ts";
import { grants, questions, standings, times } from "./arbitraries.ts";

describe("any grant that may be asked for", () => {
  it("unites no duties in conflict that were apart, and counts only once it may", () => {
    let granted = 0;

    fc.assert(
      fc.property(standings, grants, times, questions, (standing, wanted, now, question) => {
        const { approvedBy: _by, revokedAt: _at, ...request } = wanted;
        const grant = orRefusal(() => requestGrant(standing, request, now));
        if (!grant) return;
        granted += 1;
        const after = { ...standing, grants: [...standing.grants, grant] };
        const alone = { ...standing, assignments: [], grants: [grant] };
        const { client: _client, ...person } = alone;

        expect(conflictsOf(dutiesWithin(after, grant))).toEqual([]);
        if (!needsApprover(grant.kind)) return;
        expect(decide(person, question).allowed).toBe(false);
        expect(grantState(approveGrant(grant, "yan", grant.startsAt), grant.startsAt)).toBe(
          "in-force",
        );
      }),
      { numRuns: 5_000 },
    );
    expect(granted).toBeGreaterThan(20);
  });
});

function orRefusal<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch (error) {
    expect(error).toBeInstanceOf(DomainError);
    return undefined;
  }
}

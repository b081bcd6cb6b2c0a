import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  gainedByApiClient,
  PERMISSIONS_OF_PROGRAMS,
  refuseUngivable,
} from "#domain/access/api-client-rules.ts";
import { BUILT_IN_ROLES } from "#domain/access/built-in-roles.ts";
import { decide } from "#domain/access/decide.ts";
import type { Permission } from "#domain/access/permissions.ts";
import { at, NOW, standingOf } from "../../../unit/domain/access/builders.ts";

const SITES = ["quay", "station", "depot"];
const siteIds = fc.option(fc.subarray(SITES, { minLength: 1 }), { nil: undefined });
const rights = fc.record({
  permissions: fc.subarray([...PERMISSIONS_OF_PROGRAMS], { minLength: 1, maxLength: 6 }),
  siteIds,
  expiresAt: fc.integer({ min: 1, max: 1_000 }).map((seconds) => at(seconds)),
});
const clean = <T extends { siteIds: string[] | undefined }>({ siteIds: sites, ...rest }: T) => ({
  ...rest,
  ...(sites && { siteIds: sites }),
});
const roleIds = BUILT_IN_ROLES.map(({ roleId }) => roleId);
const giver = fc
  .array(fc.record({ roleId: fc.constantFrom(...roleIds), siteIds }), { maxLength: 3 })
  .map((held) =>
    standingOf({ assignments: held.map((each) => ({ ...clean(each), scope: "demo-a" })) }),
  );

/** Everything that rights let a program do at a moment, as one text each. */
function reachOf(
  given: { permissions: readonly Permission[]; siteIds?: readonly string[]; expiresAt: string },
  now: string,
): ReadonlySet<string> {
  const client = { ...given, clientId: "robot" };
  const standing = standingOf({ client });
  const places = [undefined, ...SITES];
  return new Set(
    PERMISSIONS_OF_PROGRAMS.flatMap((permission) =>
      places
        .filter((siteId) => {
          const question = { permission, now, ...(siteId !== undefined && { siteId }) };
          return decide(standing, question).allowed;
        })
        .map((siteId) => `${permission} ${siteId}`),
    ),
  );
}

describe("the rights of programs", () => {
  it("can be widened by no change that counts as none", () => {
    fc.assert(
      fc.property(rights, rights, fc.integer({ min: 0, max: 1_100 }), (one, other, seconds) => {
        const [before, after] = [clean(one), clean(other)];
        const gained = gainedByApiClient(before, after);
        const now = at(seconds);
        const held = reachOf(before, now);

        const added = [...reachOf(after, now)].filter((what) => !held.has(what));

        for (const what of added) expect(gained).toContain(what.split(" ")[0]);
      }),
    );
  });

  it("are never more than their giver's roles permit", () => {
    fc.assert(
      fc.property(giver, rights, (standing, wanted) => {
        const { permissions, ...place } = clean(wanted);
        try {
          refuseUngivable({ permissions, ...place }, standing, NOW);
        } catch {
          return;
        }
        for (const permission of permissions) {
          for (const siteId of place.siteIds ?? [undefined]) {
            const question = { permission, now: NOW, ...(siteId !== undefined && { siteId }) };
            expect(decide(standing, question).allowed).toBe(true);
          }
        }
      }),
    );
  });

  it("hold nothing that approves, reviews, gives rights or stands above the operators", () => {
    const unfit =
      /:approve$|^(reviews:(run|answer)|grants:(request|break-glass)|own-|operators:|platform-)/;
    const giving = ["api-clients:write", "members:write", "roles:write"];

    expect(PERMISSIONS_OF_PROGRAMS.length).toBeGreaterThan(40);
    expect(PERMISSIONS_OF_PROGRAMS.filter((name) => unfit.test(name))).toEqual([]);
    expect(PERMISSIONS_OF_PROGRAMS.filter((name) => giving.includes(name))).toEqual([]);
  });
});

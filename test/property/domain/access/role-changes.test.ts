import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changeRole } from "#domain/access/change-role.ts";
import { conflictsOf } from "#domain/access/duties.ts";
import { isPermission, permissionEntry } from "#domain/access/permissions.ts";
import { roleDifference, widens } from "#domain/access/role-difference.ts";
import { DomainError } from "#domain/errors.ts";
import { permissions, storedRoles } from "./arbitraries.ts";

const wishes = fc.record(
  {
    permissions: fc.uniqueArray(
      fc.oneof({ weight: 19, arbitrary: permissions }, { weight: 1, arbitrary: fc.string() }),
      { maxLength: 6 },
    ),
    siteScoped: fc.boolean(),
  },
  { requiredKeys: ["permissions"] },
);

describe("any change of a role", () => {
  it("is refused, or makes a version that holds nothing an operator must not give", () => {
    let made = 0;

    fc.assert(
      fc.property(storedRoles, wishes, (role, wish) => {
        const next = orRefusal(() => changeRole(role, wish));
        if (!next) return;
        made += 1;

        expect(next.version).toBe(role.version + 1);
        expect(next.permissions.every(isPermission)).toBe(true);
        expect(next.permissions.map((name) => permissionEntry(name).reach)).not.toContain(
          "platform",
        );
        expect(conflictsOf(next.permissions)).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
    expect(made).toBeGreaterThan(100);
  });
});

describe("any difference between two versions", () => {
  it("leads from the one to the other, and back by what it names", () => {
    fc.assert(
      fc.property(storedRoles, storedRoles, (before, after) => {
        const { added, removed } = roleDifference(before, after);
        const kept = before.permissions.filter((permission) => !removed.includes(permission));

        expect([...kept, ...added].sort()).toEqual([...after.permissions].sort());
        expect(roleDifference(after, before)).toMatchObject({ added: removed, removed: added });
        expect(widens(before, before)).toBe(false);
      }),
    );
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

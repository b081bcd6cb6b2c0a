import { describe, expect, it } from "vitest";
import type { RoleDefinition } from "#domain/access/role-definition.ts";
import { permitsOtherwise, roleDifference, widens } from "#domain/access/role-difference.ts";

const BEFORE: RoleDefinition = {
  roleId: "support",
  version: 3,
  name: "Support",
  description: "Helps.",
  permissions: ["sites:read", "tokens:read"],
  siteScoped: true,
  builtIn: true,
};

describe("the difference between two versions of a role", () => {
  it("names what came, what went and what is called otherwise", () => {
    const after: RoleDefinition = {
      ...BEFORE,
      version: 4,
      name: "Hotline",
      permissions: ["tokens:read", "tokens:write"],
    };

    const difference = roleDifference(BEFORE, after);

    expect(difference).toEqual({
      roleId: "support",
      fromVersion: 3,
      toVersion: 4,
      added: ["tokens:write"],
      removed: ["sites:read"],
      changed: [{ field: "name", before: "Support", after: "Hotline" }],
    });
  });

  it.each([
    ["new words", { name: "Hotline" }, false, false],
    ["a permission less", { permissions: ["sites:read"] }, true, false],
    ["a permission more", { permissions: [...BEFORE.permissions, "sites:write"] }, true, true],
    ["every site instead of some", { siteScoped: false }, true, true],
  ] as const)("is judged: %s", (_, change, isOther, isWider) => {
    const after: RoleDefinition = { ...BEFORE, version: 4, ...change };

    expect(permitsOtherwise(BEFORE, after)).toBe(isOther);
    expect(widens(BEFORE, after)).toBe(isWider);
  });
});

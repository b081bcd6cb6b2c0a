import { describe, expect, it } from "vitest";
import { BUILT_IN_ROLES } from "#domain/access/built-in-roles.ts";
import { conflictsOf } from "#domain/access/duties.ts";
import { isPermission, permissionEntry } from "#domain/access/permissions.ts";
import { faultsOf } from "#domain/access/role-faults.ts";
import { builtInRole, PLATFORM_ROLE_ID } from "#domain/access/roles.ts";

const OPERATORS_ROLES = BUILT_IN_ROLES.filter(({ roleId }) => roleId !== PLATFORM_ROLE_ID);
const permissionsOf = (roleId: string) => builtInRole(roleId)?.permissions ?? [];

describe("the roles that the platform ships", () => {
  it("keep the names that memberships already bear", () => {
    expect(BUILT_IN_ROLES.map(({ roleId }) => roleId)).toEqual(
      expect.arrayContaining(["system-admin", "operator-admin", "operator-viewer"]),
    );
  });

  it.each(BUILT_IN_ROLES)(
    "$roleId names each permission once, and only from the catalogue",
    ({ permissions }) => {
      expect(permissions.filter((permission) => !isPermission(permission))).toEqual([]);
      expect(new Set(permissions).size).toBe(permissions.length);
    },
  );

  it.each(BUILT_IN_ROLES)("$roleId unites no duties that are kept apart", ({ permissions }) => {
    expect(conflictsOf(permissions)).toEqual([]);
  });

  it.each(OPERATORS_ROLES)("$roleId keeps the bounds that an operator must keep", (role) => {
    expect(faultsOf(role)).toEqual([]);
  });

  it.each(["operator-viewer", "auditor", "partner"])("%s changes nothing", (roleId) => {
    const kinds = permissionsOf(roleId).map((permission) => permissionEntry(permission).kind);

    expect(new Set(kinds)).toEqual(new Set(["read"]));
  });

  it.each(BUILT_IN_ROLES.filter(({ roleId }) => roleId !== "data-protection-officer"))(
    "$roleId uncovers no driver",
    ({ permissions }) => {
      expect(permissions).not.toContain("drivers:reveal");
      expect(permissions).not.toContain("drivers:export");
    },
  );

  it("show a technician no revenue", () => {
    expect(permissionsOf("technician")).not.toContain("revenue:read");
    expect(permissionsOf("technician")).not.toContain("sessions:read");
  });

  it("have technicians and partners given for sites", () => {
    const siteScoped = BUILT_IN_ROLES.filter((role) => role.siteScoped);

    expect(siteScoped.map(({ roleId }) => roleId)).toEqual(["technician", "partner"]);
  });
});

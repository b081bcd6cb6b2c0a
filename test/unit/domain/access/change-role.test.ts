import { describe, expect, it } from "vitest";
import { changeRole, newRole } from "#domain/access/change-role.ts";
import type { RoleDefinition } from "#domain/access/role-definition.ts";
import { builtInRole, roleInForce, rolesInForce } from "#domain/access/roles.ts";
import { refusedAs } from "./builders.ts";

function shipped(roleId: string): RoleDefinition {
  const role = builtInRole(roleId);
  if (!role) throw new Error(`no role ${roleId}`);
  return role;
}
const faultOf = (fault: string, permission?: string) =>
  expect.objectContaining({
    code: "access.role-invalid",
    details: {
      faults: [permission === undefined ? { fault } : { fault, permission }],
      reasons: [permission === undefined ? fault : `${permission} ${fault}`],
    },
  });

describe("changing a role", () => {
  it("makes the next version, and leaves the earlier one as it was", () => {
    const before = shipped("support");

    const after = changeRole(before, { permissions: ["sites:read", "sites:read", "drivers:read"] });

    expect(after).toMatchObject({ roleId: "support", version: 2, builtIn: true });
    expect(after.permissions).toEqual(["drivers:read", "sites:read"]);
    expect(shipped("support")).toBe(before);
  });

  it("keeps what the change does not name, and cannot rename the role's id", () => {
    const change = { name: "Hotline", roleId: "auditor", builtIn: false, version: 9 };

    const after = changeRole(shipped("operator-viewer"), change);

    expect(after).toMatchObject({
      roleId: "operator-viewer",
      name: "Hotline",
      version: 2,
      builtIn: true,
    });
    expect([...after.permissions].sort()).toEqual(
      [...shipped("operator-viewer").permissions].sort(),
    );
  });

  it.each([
    ["support", "operators:write", "platform-permission"],
    ["support", "sites:fly", "unknown-permission"],
    ["support", "own-profile:read", "own-things-are-drivers"],
    ["customer", "sites:read", "own-things-are-drivers"],
    ["operator-viewer", "sites:write", "above-ceiling"],
    ["operator-admin", "drivers:reveal", "above-ceiling"],
    ["auditor", "drivers:read", "above-ceiling"],
    ["partner", "commands:send-many", "above-ceiling"],
    ["partner", "firmware:update", "above-ceiling"],
    ["technician", "tariffs:read", "not-for-sites"],
  ])("refuses to give %s %s: %s", (roleId, permission, fault) => {
    const role = shipped(roleId);

    const change = () => changeRole(role, { permissions: [...role.permissions, permission] });

    expect(change).toThrow(faultOf(fault, permission));
  });

  it("refuses to take from an operator admin what undoes mistakes", () => {
    const role = shipped("operator-admin");
    const permissions = role.permissions.filter((permission) => permission !== "roles:write");

    expect(() => changeRole(role, { permissions })).toThrow(faultOf("below-floor", "roles:write"));
  });

  it("lets an operator give technicians every site, but partners never", () => {
    expect(changeRole(shipped("technician"), { siteScoped: false }).siteScoped).toBe(false);
    expect(() => changeRole(shipped("partner"), { siteScoped: false })).toThrow(
      faultOf("must-be-site-scoped"),
    );
  });

  it("refuses duties in conflict", () => {
    const { permissions } = shipped("operator-admin");

    const change = () =>
      changeRole(shipped("operator-admin"), { permissions: [...permissions, "grants:approve"] });

    expect(change).toThrow(refusedAs("access.duties-conflict"));
  });

  it("leaves the role of the platform alone", () => {
    const change = () => changeRole(shipped("system-admin"), { permissions: ["sites:read"] });

    expect(change).toThrow(refusedAs("access.role-fixed"));
  });
});

describe("a role of an operator's own", () => {
  const wanted = {
    roleId: "night-shift",
    name: "Night shift",
    description: "Watches at night.",
    permissions: ["sites:read", "commands:send"],
    siteScoped: false,
  };

  it("begins at version 1", () => {
    expect(newRole(wanted)).toMatchObject({
      ...wanted,
      version: 1,
      permissions: ["commands:send", "sites:read"],
      builtIn: false,
    });
  });

  it.each(["auditor", "system-admin"])("does not take the name %s", (roleId) => {
    expect(() => newRole({ ...wanted, roleId })).toThrow(refusedAs("access.role-fixed"));
  });
});

describe("the definition in force", () => {
  const own = { ...shipped("support"), version: 2, permissions: ["sites:read"] as const };
  const older = { ...own, version: 1 };

  it("is the operator's newest version, in whatever order they are read", () => {
    expect(roleInForce("support", [own, older])).toBe(own);
    expect(roleInForce("support", [older, own])).toBe(own);
  });

  it("is what the platform ships where the operator changed nothing", () => {
    expect(roleInForce("finance", [own])).toBe(shipped("finance"));
  });

  it("is none for the role of the platform, even where an operator stored one", () => {
    const forged = { ...shipped("system-admin"), version: 7 };

    expect(roleInForce("system-admin", [forged])).toBeUndefined();
  });

  it("lists each role of an operator once", () => {
    const night = newRole({
      roleId: "night-shift",
      name: "Night shift",
      description: "Watches at night.",
      permissions: ["sites:read"],
      siteScoped: false,
    });

    const roles = rolesInForce([own, older, night]);

    expect(roles.filter(({ roleId }) => roleId === "support")).toEqual([own]);
    expect(roles).toContain(night);
    expect(roles.map(({ roleId }) => roleId)).not.toContain("system-admin");
  });
});

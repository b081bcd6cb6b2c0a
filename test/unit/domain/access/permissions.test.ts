import { describe, expect, it } from "vitest";
import {
  ALL_PERMISSIONS,
  isPermission,
  isPrivileged,
  permissionEntry,
} from "#domain/access/permissions.ts";

describe("the catalogue of permissions", () => {
  it.each(ALL_PERMISSIONS)("names %s as area and verb, and says what it means", (permission) => {
    const { meaning } = permissionEntry(permission);

    expect(permission).toMatch(/^[a-z]+(-[a-z]+)*:[a-z]+(-[a-z]+)*$/);
    expect(meaning).toMatch(/^[A-Z].{7,70}[^.]$/);
  });

  it("lets everything that approves be given for the operator or the platform only", () => {
    const approving = ALL_PERMISSIONS.filter((permission) => permission.endsWith(":approve"));

    expect(approving.length).toBeGreaterThan(5);
    for (const permission of approving) {
      expect(permissionEntry(permission)).toMatchObject({
        kind: "critical",
        reach: expect.stringMatching(/^(operator|platform)$/),
      });
    }
  });

  it.each(["sites:fly", "toString", "__proto__", ""])("does not know %j", (text) => {
    expect(isPermission(text)).toBe(false);
  });

  it("calls privileged whoever holds one thing that is critical", () => {
    expect(isPrivileged(["sites:read", "members:write"])).toBe(true);
    expect(isPrivileged(["sites:read", "sites:write"])).toBe(false);
    expect(isPrivileged([])).toBe(false);
  });
});

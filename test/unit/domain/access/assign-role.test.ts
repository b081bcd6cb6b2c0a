import { describe, expect, it } from "vitest";
import { assignRole } from "#domain/access/assign-role.ts";
import { at, grantOf, holderOf, NOW, refusedAs, standingOf } from "./builders.ts";

describe("giving a role", () => {
  it("adds it to those held, and replaces the same role", () => {
    const standing = standingOf({
      assignments: [
        { scope: "demo-a", roleId: "technician", siteIds: ["harbour"] },
        { scope: "demo-a", roleId: "operator-viewer" },
      ],
    });

    const assignments = assignRole(standing, { roleId: "technician", siteIds: ["airport"] }, NOW);

    expect(assignments).toEqual([
      { scope: "demo-a", roleId: "operator-viewer" },
      { scope: "demo-a", roleId: "technician", siteIds: ["airport"] },
    ]);
  });

  it.each([
    ["support", "finance"],
    ["operator-admin", "security-officer"],
    ["auditor", "support"],
    ["security-officer", "auditor"],
  ])("refuses to make %s also %s", (held, wanted) => {
    expect(() => assignRole(holderOf(held), { roleId: wanted }, NOW)).toThrow(
      refusedAs("access.duties-conflict"),
    );
  });

  it("lets somebody move from one duty to the other", () => {
    const assignments = assignRole(holderOf("support"), { roleId: "finance" }, NOW, "support");

    expect(assignments).toEqual([{ scope: "demo-a", roleId: "finance" }]);
  });

  it("does not touch what is held in the platform", () => {
    const root = { scope: "platform", roleId: "system-admin" };
    const standing = standingOf({ assignments: [root] });

    const assignments = assignRole(standing, { roleId: "operator-viewer" }, NOW, "system-admin");

    expect(assignments).toEqual([root, { scope: "demo-a", roleId: "operator-viewer" }]);
  });

  it("weighs grants that are still to come, and none that are over", () => {
    const right = { permissions: ["refunds:request"] } as const;
    const coming = grantOf({ right, startsAt: at(60) });
    const over = grantOf({ right, startsAt: at(-7200), endsAt: at(-3600) });
    const giving = (grant: typeof over) => () =>
      assignRole(standingOf({ grants: [grant] }), { roleId: "finance" }, NOW);

    expect(giving(coming)).toThrow(refusedAs("access.duties-conflict"));
    expect(giving(over)).not.toThrow();
    expect(giving({ ...coming, revokedAt: NOW })).not.toThrow();
  });

  it.each([
    ["a role that there is not", { roleId: "king" }],
    ["the role of the platform in an operator", { roleId: "system-admin" }],
    ["a partner's role without sites", { roleId: "partner" }],
    ["a role for no site", { roleId: "support", siteIds: [] }],
  ])("refuses %s", (_, wanted) => {
    expect(() => assignRole(standingOf(), wanted, NOW)).toThrow(
      refusedAs("access.assignment-invalid"),
    );
  });

  it("refuses an operator's role in the platform", () => {
    const platform = standingOf({ operatorId: "platform" });

    expect(() => assignRole(platform, { roleId: "support" }, NOW)).toThrow(
      refusedAs("access.assignment-invalid"),
    );
    expect(assignRole(platform, { roleId: "system-admin" }, NOW)).toEqual([
      { scope: "platform", roleId: "system-admin" },
    ]);
  });
});

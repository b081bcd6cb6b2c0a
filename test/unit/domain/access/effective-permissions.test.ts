import { describe, expect, it } from "vitest";
import { decide } from "#domain/access/decide.ts";
import { effectivePermissions, sitesPermitted } from "#domain/access/effective-permissions.ts";
import { explain } from "#domain/access/explain.ts";
import { at, grantOf, holderOf, NOW, standingOf } from "./builders.ts";

const partner = (...siteIds: readonly string[]) =>
  ({ scope: "demo-a", roleId: "partner", siteIds }) as const;

describe("the view of what somebody may do", () => {
  it("lists each permission with where and why", () => {
    const standing = standingOf({
      assignments: [partner("harbour")],
      grants: [grantOf({ siteIds: ["airport"], right: { permissions: ["sites:read"] } })],
    });

    const [first, second] = effectivePermissions(standing, NOW);

    expect(first).toEqual({
      permission: "sites:read",
      meaning: "See sites",
      kind: "read",
      reach: "site",
      sites: ["airport", "harbour"],
      because: [
        { kind: "role", scope: "demo-a", roleId: "partner", version: 1 },
        { kind: "grant", scope: "demo-a", grantId: "grant-1", until: at(3600) },
      ],
    });
    expect(second).toMatchObject({ permission: "chargers:read", sites: ["harbour"] });
  });

  it("leaves out what counts nowhere", () => {
    expect(effectivePermissions(holderOf("partner"), NOW)).toEqual([]);
    expect(effectivePermissions(standingOf({ grants: [grantOf()] }), at(3600))).toEqual([]);
  });
});

describe("where somebody may do a thing", () => {
  it.each([
    ["everywhere by a right without sites", [partner("harbour"), viewer()], "everywhere"],
    [
      "on the sites of all rights together",
      [partner("b", "a"), partner("a", "c")],
      ["a", "b", "c"],
    ],
    ["nowhere without a right", [], []],
  ] as const)("is %s", (_, assignments, sites) => {
    expect(sitesPermitted(standingOf({ assignments }), "chargers:read", NOW)).toEqual(sites);
  });
});

describe("an explanation", () => {
  it.each([
    [
      standingOf({ grants: [grantOf({ right: { roleId: "finance" } })] }),
      "Grant grant-1 of role finance in demo-a until 2026-03-02T11:00:00.000Z permits it.",
    ],
    [holderOf("finance"), "Role finance version 1 through the membership in demo-a permits it."],
    [
      standingOf({ assignments: [partner("harbour")] }),
      "Role partner version 1 through the membership in demo-a does not hold this permission.",
    ],
    [standingOf(), "No membership, grant or client is known here."],
    [
      standingOf({ grants: [grantOf({ revokedAt: NOW })] }),
      "Grant grant-1 was revoked at 2026-03-02T10:00:00.000Z.",
    ],
    [standingOf({ disabledAt: NOW }), "Access has been disabled since 2026-03-02T10:00:00.000Z."],
    [
      standingOf({ grants: [grantOf({ siteIds: ["harbour"] })] }),
      "Grant grant-1 in demo-a until 2026-03-02T11:00:00.000Z counts on single sites, not on the operator as a whole.",
    ],
  ])("is a sentence", (standing, sentence) => {
    const { because } = decide(standing, { permission: "revenue:read", now: NOW });

    expect(because.map(explain)).toEqual([sentence]);
  });
});

function viewer() {
  return { scope: "demo-a", roleId: "operator-viewer" };
}

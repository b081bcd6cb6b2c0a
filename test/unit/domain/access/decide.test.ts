import { describe, expect, it } from "vitest";
import { decide, isKnownHere } from "#domain/access/decide.ts";
import type { Permission } from "#domain/access/permissions.ts";
import { builtInRole } from "#domain/access/roles.ts";
import type { Standing } from "#domain/access/standing.ts";
import { at, grantOf, holderOf, NOW, standingOf } from "./builders.ts";

const may = (standing: Standing, permission: Permission, more: object = {}) =>
  decide(standing, { permission, now: NOW, ...more }).allowed;
const technician = standingOf({
  assignments: [{ scope: "demo-a", roleId: "technician", siteIds: ["harbour"] }],
});
const root = standingOf({ assignments: [{ scope: "platform", roleId: "system-admin" }] });

describe("a decision", () => {
  it("allows what a role holds, and names role and version", () => {
    const decision = decide(holderOf("support"), { permission: "refunds:request", now: NOW });

    expect(decision).toEqual({
      allowed: true,
      because: [{ kind: "role", scope: "demo-a", roleId: "support", version: 1 }],
    });
  });

  it("names every right that suffices", () => {
    const standing = { ...holderOf("finance"), grants: [grantOf()] };

    const { because } = decide(standing, { permission: "revenue:read", now: NOW });

    expect(because).toEqual([
      { kind: "role", scope: "demo-a", roleId: "finance", version: 1 },
      { kind: "grant", scope: "demo-a", grantId: "grant-1", until: at(3600) },
    ]);
  });

  it("refuses what nothing permits, and says what was found", () => {
    const { grants } = { grants: [grantOf({ revokedAt: NOW })] };

    const decision = decide(
      { ...holderOf("support", "king"), grants },
      { permission: "revenue:read", now: NOW },
    );

    expect(decision).toEqual({
      allowed: false,
      because: [
        {
          kind: "lacks-permission",
          of: { kind: "role", scope: "demo-a", roleId: "support", version: 1 },
        },
        { kind: "no-such-role", roleId: "king" },
        { kind: "grant-revoked", grantId: "grant-1", at: NOW },
      ],
    });
  });

  it("takes a grant's role as it is defined now", () => {
    const own = { ...support(), version: 5, permissions: ["revenue:read"] as const };
    const grants = [grantOf({ right: { roleId: "support" } })];

    const decision = decide(standingOf({ grants, ownRoles: [own] }), {
      permission: "revenue:read",
      now: NOW,
    });

    expect(decision.because).toEqual([
      expect.objectContaining({ grantId: "grant-1", roleId: "support", version: 5 }),
    ]);
  });

  it("knows a stranger", () => {
    const decision = decide(standingOf(), { permission: "sites:read", now: NOW });

    expect(decision).toEqual({ allowed: false, because: [{ kind: "stranger" }] });
    expect(isKnownHere(standingOf(), NOW)).toBe(false);
    expect(isKnownHere(holderOf("partner"), NOW)).toBe(true);
  });

  it("refuses everything to an account that was disabled", () => {
    const leaver = { ...holderOf("operator-admin"), grants: [grantOf()], disabledAt: at(-1) };

    const decision = decide(leaver, { permission: "sites:read", now: NOW });

    expect(decision).toEqual({ allowed: false, because: [{ kind: "disabled", since: at(-1) }] });
    expect(isKnownHere(leaver, NOW)).toBe(false);
  });

  it("refuses a permission that there is not, even where a role was stored with it", () => {
    const permission = "sites:fly" as Permission;
    const own = { ...support(), version: 2, permissions: [permission] };

    const decision = decide({ ...holderOf("support"), ownRoles: [own] }, { permission, now: NOW });

    expect(decision).toEqual({ allowed: false, because: [{ kind: "no-such-permission" }] });
  });
});

describe("a grant in a decision", () => {
  const standing = standingOf({ grants: [grantOf({ endsAt: at(60) })] });

  it("stops after its minute, though nothing was read anew", () => {
    const ask = (now: string) => decide(standing, { permission: "revenue:read", now });

    expect(ask(at(59)).allowed).toBe(true);
    expect(ask(at(60))).toEqual({
      allowed: false,
      because: [{ kind: "grant-ended", grantId: "grant-1", at: at(60) }],
    });
  });

  it("says that it has not begun, or waits for approval", () => {
    const { approvedBy: _by, ...asked } = grantOf({ grantId: "grant-2" });
    const waiting = standingOf({ grants: [grantOf({ startsAt: at(60) }), asked] });

    const { because } = decide(waiting, { permission: "revenue:read", now: NOW });

    expect(because).toEqual([
      { kind: "grant-not-started", grantId: "grant-1", startsAt: at(60) },
      { kind: "grant-not-approved", grantId: "grant-2" },
    ]);
  });

  it.each([
    ["somebody else's", { subject: "bob" }],
    ["another operator's", { operatorId: "demo-b" }],
  ])("is passed over where it is %s", (_, given) => {
    expect(may(standingOf({ grants: [grantOf(given)] }), "revenue:read")).toBe(false);
  });
});

describe("a right for sites", () => {
  it("counts on its sites", () => {
    expect(may(technician, "chargers:write", { siteId: "harbour" })).toBe(true);
  });

  it("does not count on another site, nor for the operator as a whole", () => {
    const there = decide(technician, {
      permission: "chargers:write",
      siteId: "airport",
      now: NOW,
    });
    const whole = decide(technician, { permission: "chargers:write", now: NOW });
    const of = { kind: "role", scope: "demo-a", roleId: "technician", version: 1 };

    expect(there.because).toEqual([{ kind: "other-site", of, siteIds: ["harbour"] }]);
    expect(whole.because).toEqual([{ kind: "not-of-one-site", of }]);
  });

  it("does not reach what belongs to no site, though a site is named", () => {
    const viewer = standingOf({
      assignments: [{ scope: "demo-a", roleId: "operator-viewer", siteIds: ["harbour"] }],
    });

    expect(may(viewer, "chargers:read", { siteId: "harbour" })).toBe(true);
    expect(may(viewer, "tariffs:read", { siteId: "harbour" })).toBe(false);
  });

  it("counts nowhere where no site was given", () => {
    expect(may(holderOf("technician"), "chargers:read", { siteId: "harbour" })).toBe(false);
  });
});

describe("a SystemAdmin", () => {
  it("acts on the platform and in every operator", () => {
    expect(may(root, "operators:write")).toBe(true);
    expect(may({ ...root, operatorId: "demo-b" }, "chargers:write")).toBe(true);
    expect(may({ ...root, operatorId: "platform" }, "operators:read")).toBe(true);
  });

  it("does not uncover drivers nor define roles", () => {
    expect(may(root, "drivers:reveal")).toBe(false);
    expect(may(root, "roles:write")).toBe(false);
  });

  it("cannot be made by an operator", () => {
    expect(may(holderOf("system-admin"), "sites:read")).toBe(false);
    const own = { ...support(), version: 2, permissions: ["operators:write"] as const };
    expect(may({ ...holderOf("support"), ownRoles: [own] }, "operators:write")).toBe(false);
    const grants = [grantOf({ right: { permissions: ["operators:write"] } })];
    expect(may(standingOf({ grants }), "operators:write")).toBe(false);
  });

  it("is no other role that somebody stored in the platform's scope", () => {
    const odd = standingOf({ assignments: [{ scope: "platform", roleId: "operator-admin" }] });

    expect(may(odd, "sites:read")).toBe(false);
  });

  it("may be one for some hours", () => {
    const grants = [grantOf({ operatorId: "platform", right: { roleId: "system-admin" } })];

    expect(may(standingOf({ grants }), "operators:write")).toBe(true);
    expect(may(standingOf({ grants }), "operators:write", { now: at(3600) })).toBe(false);
  });
});

describe("a driver", () => {
  it("acts on what is their own, and on nothing else", () => {
    const driver = holderOf("customer");

    expect(may(driver, "own-sessions:read", { ownedBy: "ann" })).toBe(true);
    expect(may(driver, "own-sessions:read", { ownedBy: "bob" })).toBe(false);
    expect(may(driver, "own-sessions:read")).toBe(false);
    expect(may(driver, "sessions:read", { ownedBy: "ann" })).toBe(false);
  });
});

describe("an API client", () => {
  const program = standingOf({
    client: { clientId: "erp", permissions: ["sessions:read"], expiresAt: at(60) },
  });

  it("does what its scopes say until it expires", () => {
    expect(may(program, "sessions:read")).toBe(true);
    expect(may(program, "sessions:correct")).toBe(false);
    expect(decide(program, { permission: "sessions:read", now: at(60) }).because).toEqual([
      { kind: "client-expired", clientId: "erp", at: at(60) },
    ]);
  });
});

function support() {
  const role = builtInRole("support");
  if (!role) throw new Error("no support");
  return role;
}

import { describe, expect, it } from "vitest";
import type { Grant } from "#domain/access/grants.ts";
import type { Permission } from "#domain/access/permissions.ts";
import type { Standing } from "#domain/access/standing.ts";
import { enterOperator, enterPlatform } from "#domain/tenancy/tenant-context.ts";
import type { Visitor } from "#domain/tenancy/visitor.ts";
import { at, grantOf, holderOf, NOW, refusedAs, standingOf } from "../access/builders.ts";

const REQUEST = { subject: "ann", requestId: "request-1", now: NOW };

const visitor = (standing: Standing, operator: Visitor["operator"] = "open"): Visitor => ({
  standing,
  operator,
  places: [],
});
const enter = (from: Visitor, permission: Permission | "member", now = NOW) =>
  enterOperator({ ...REQUEST, now }, from, permission);
const above = (roleId = "system-admin") =>
  standingOf({ assignments: [{ scope: "platform", roleId }] });

describe("entering an operator", () => {
  it.each([
    ["a stranger", standingOf()],
    ["somebody else's standing", { ...holderOf("operator-admin"), subject: "bob" }],
    ["an operator's role in the platform", above("operator-admin")],
    ["one whose access was disabled", { ...holderOf("operator-admin"), disabledAt: NOW }],
  ])("is no operator to %s", (_, standing) => {
    expect(() => enter(visitor(standing), "tokens:read")).toThrow(refusedAs("operator.not-found"));
  });

  it("is no operator to anybody where there is none", () => {
    expect(() => enter(visitor(above(), "missing"), "tokens:read")).toThrow(
      refusedAs("operator.not-found"),
    );
  });

  it.each([
    ["operator-viewer", "tokens:read", true],
    ["operator-viewer", "tokens:write", false],
    ["operator-admin", "tokens:read", true],
    ["operator-admin", "tokens:write", true],
    ["operator-admin", "operators:read", false],
  ] as const)("as %s for %s: %s", (role, permission, isAllowed) => {
    const attempt = () => enter(visitor(holderOf(role)), permission);

    if (isAllowed) expect(attempt()).toMatchObject({ operatorId: "demo-a", sites: "everywhere" });
    else expect(attempt).toThrow(refusedAs("access.forbidden"));
  });

  it("tells who is refused what their role lacks", () => {
    expect(() => enter(visitor(holderOf("operator-viewer")), "tokens:write")).toThrow(
      expect.objectContaining({
        details: {
          reasons: [
            "Role operator-viewer version 1 through the membership in demo-a does not hold this permission.",
          ],
        },
      }),
    );
  });

  it("is open to a SystemAdmin", () => {
    expect(enter(visitor(above()), "tokens:write").operatorId).toBe("demo-a");
  });

  it("names the sites of a right that counts on some", () => {
    const standing = standingOf({
      assignments: [{ scope: "demo-a", roleId: "technician", siteIds: ["harbour", "airport"] }],
    });

    expect(enter(visitor(standing), "chargers:read").sites).toEqual(["airport", "harbour"]);
    expect(() => enter(visitor(standing), "tokens:read")).toThrow(refusedAs("access.forbidden"));
  });

  it("lets whoever has a right here see their own access, and nothing of any site", () => {
    expect(enter(visitor(holderOf("partner", "operator-viewer")), "member").sites).toEqual([]);
    expect(() => enter(visitor(standingOf()), "member")).toThrow(refusedAs("operator.not-found"));
  });

  it("ends with a grant, to the second", () => {
    const grant: Grant = grantOf({ right: { permissions: ["tokens:read"] }, endsAt: at(60) });
    const from = visitor(standingOf({ grants: [grant] }));

    expect(enter(from, "tokens:read", at(59)).subject).toBe("ann");
    expect(() => enter(from, "tokens:read", at(60))).toThrow(refusedAs("operator.not-found"));
  });
});

describe("a suspended operator", () => {
  it.each([
    ["its admin reading", holderOf("operator-admin"), "tokens:read", true],
    ["its admin writing", holderOf("operator-admin"), "tokens:write", false],
    ["its viewer", holderOf("operator-viewer"), "tokens:read", false],
    ["a SystemAdmin", above(), "tokens:write", true],
  ] as const)("for %s", (_, standing, permission, isAllowed) => {
    const attempt = () => enter(visitor(standing, "suspended"), permission);

    if (isAllowed) expect(attempt()).toMatchObject({ operatorId: "demo-a" });
    else expect(attempt).toThrow(refusedAs("operator.suspended"));
  });
});

describe("entering the platform", () => {
  const inPlatform = (standing: Standing): Visitor =>
    visitor({ ...standing, operatorId: "platform" });

  it("is open to a SystemAdmin", () => {
    const context = enterPlatform(REQUEST, inPlatform(above()), "operators:read");

    expect(context.subject).toBe("ann");
  });

  it.each([
    ["a stranger", inPlatform(standingOf())],
    ["an operator's admin", inPlatform(holderOf("operator-admin"))],
    ["an operator's own system-admin", inPlatform(holderOf("system-admin"))],
    ["another role in the platform", inPlatform(above("operator-viewer"))],
    ["somebody else's standing", inPlatform({ ...above(), subject: "bob" })],
    ["a SystemAdmin's standing in an operator", visitor(above())],
  ])("is refused to %s", (_, from) => {
    expect(() => enterPlatform(REQUEST, from, "operators:read")).toThrow(
      refusedAs("access.forbidden"),
    );
  });
});

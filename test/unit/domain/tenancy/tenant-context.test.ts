import { describe, expect, it } from "vitest";
import type { Membership, Role } from "#domain/tenancy/membership.ts";
import { enterOperator, enterPlatform } from "#domain/tenancy/tenant-context.ts";

const PERSON = { subject: "ann", requestId: "request-1" };
const memberOf = (scope: string, role: Role, subject = "ann"): Membership => ({
  subject,
  scope,
  role,
});

describe("entering an operator", () => {
  it.each([
    ["a stranger", undefined],
    ["a member of another operator", memberOf("demo-b", "operator-admin")],
    ["somebody else's membership", memberOf("demo-a", "operator-admin", "bob")],
    ["an operator's role in the platform", memberOf("platform", "operator-admin")],
  ])("is no operator to %s", (_, membership) => {
    expect(() => enterOperator(PERSON, "demo-a", membership, "operator:read")).toThrow(
      expect.objectContaining({ code: "operator.not-found" }),
    );
  });

  it.each([
    ["operator-viewer", "operator:read", true],
    ["operator-viewer", "operator:write", false],
    ["operator-admin", "operator:read", true],
    ["operator-admin", "operator:write", true],
    ["operator-admin", "platform:administer", false],
  ] as const)("as %s for %s: %s", (role, permission, isAllowed) => {
    const enter = () => enterOperator(PERSON, "demo-a", memberOf("demo-a", role), permission);

    if (isAllowed) expect(enter()).toMatchObject({ operatorId: "demo-a", subject: "ann", role });
    else expect(enter).toThrow(expect.objectContaining({ code: "access.forbidden" }));
  });

  it("is open to a SystemAdmin", () => {
    const root = memberOf("platform", "system-admin");

    const context = enterOperator(PERSON, "demo-a", root, "operator:write");

    expect(context.operatorId).toBe("demo-a");
  });
});

describe("entering the platform", () => {
  it.each([
    undefined,
    memberOf("demo-a", "operator-admin"),
    memberOf("demo-a", "system-admin"),
    memberOf("platform", "operator-viewer"),
    memberOf("platform", "system-admin", "bob"),
  ])("is refused to %o", (membership) => {
    expect(() => enterPlatform(PERSON, membership)).toThrow(
      expect.objectContaining({ code: "access.forbidden" }),
    );
  });
});

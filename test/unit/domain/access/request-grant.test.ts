import { describe, expect, it } from "vitest";
import { isInForce } from "#domain/access/grants.ts";
import { type GrantRequest, requestGrant } from "#domain/access/request-grant.ts";
import type { Standing } from "#domain/access/standing.ts";
import { at, grantOf, holderOf, NOW, refusedAs, standingOf } from "./builders.ts";

const DAY = 86_400;

const asks = (given: Partial<GrantRequest> = {}): GrantRequest => ({
  grantId: "grant-2",
  right: { permissions: ["revenue:read"] },
  kind: "project",
  startsAt: NOW,
  endsAt: at(3600),
  reason: "Closing of the year",
  requestedBy: "ann",
  ...given,
});
const { endsAt: _end, ...endless } = asks({ kind: "base" });
const requesting =
  (request: GrantRequest, standing: Standing = standingOf()) =>
  () =>
    requestGrant(standing, request, NOW);

describe("asking for a grant", () => {
  it("makes one that counts only once somebody approved it", () => {
    const grant = requestGrant(holderOf("support"), asks(), NOW);

    expect(grant).toMatchObject({ operatorId: "demo-a", subject: "ann", requestedAt: NOW });
    expect(isInForce(grant, at(1))).toBe(false);
    expect(isInForce({ ...grant, approvedBy: "zoe" }, at(1))).toBe(true);
  });

  it("takes no approval along with the request", () => {
    const cunning = { ...asks(), approvedBy: "zoe", reviewedAt: NOW, subject: "bob" };

    const grant = requestGrant(standingOf(), cunning, NOW);

    expect(grant).toEqual({ ...asks(), operatorId: "demo-a", subject: "ann", requestedAt: NOW });
  });

  it("makes a base grant that counts from its beginning", () => {
    const grant = requestGrant(standingOf(), endless, NOW);

    expect(isInForce(grant, at(400 * DAY))).toBe(true);
  });

  it.each([
    ["beginning in the past", asks({ startsAt: at(-1) })],
    ["ending before it begins", asks({ endsAt: NOW })],
    ["without an end", { ...endless, kind: "privileged" as const }],
    ["of kind base with an end", asks({ kind: "base" })],
    ["without a reason", asks({ reason: " " })],
    ["at a time that nobody can read", asks({ startsAt: "tomorrow" })],
    ["of a role that there is not", asks({ right: { roleId: "king" } })],
    ["of the role of the platform", asks({ right: { roleId: "system-admin" } })],
    ["of no permission", asks({ right: { permissions: [] } })],
    ["of a platform permission", asks({ right: { permissions: ["operators:write"] } })],
    ["of a driver's permission", asks({ right: { permissions: ["own-profile:read"] } })],
    [
      "for one site of what belongs to no site",
      asks({ right: { permissions: ["tariffs:read"] }, siteIds: ["harbour"] }),
    ],
  ])("refuses one %s", (_, request) => {
    expect(requesting(request)).toThrow(refusedAs("access.grant-invalid"));
  });

  it.each([
    ["privileged", 8 * 3600],
    ["project", 30 * DAY],
    ["break-glass", 3600],
  ] as const)("lets a %s grant last %d seconds and not one more", (kind, seconds) => {
    expect(requesting(asks({ kind, endsAt: at(seconds) }))).not.toThrow();
    expect(requesting(asks({ kind, endsAt: at(seconds + 1) }))).toThrow(
      refusedAs("access.grant-too-long"),
    );
  });

  it.each([
    ["a role for sites without sites", asks({ right: { roleId: "technician" } })],
    ["no site at all", asks({ siteIds: [] })],
  ])("refuses %s", (_, request) => {
    expect(requesting(request)).toThrow(refusedAs("access.assignment-invalid"));
  });

  it.each([
    ["finance", { permissions: ["refunds:request"] }],
    ["support", { roleId: "finance" }],
    ["operator-admin", { roleId: "security-officer" }],
    ["auditor", { permissions: ["sites:write"] }],
  ] as const)("refuses %s %j, for it would unite duties in conflict", (roleId, right) => {
    expect(requesting(asks({ right }), holderOf(roleId))).toThrow(
      refusedAs("access.duties-conflict"),
    );
  });

  it("weighs duties with the grants of the same time, and with no others", () => {
    const approving = grantOf({ right: { permissions: ["refunds:approve"] } });
    const standing = standingOf({ grants: [approving] });
    const wanted = (startsAt: string, endsAt: string) =>
      asks({ right: { permissions: ["refunds:request"] }, startsAt, endsAt });

    expect(requesting(wanted(at(3599), at(7200)), standing)).toThrow(
      refusedAs("access.duties-conflict"),
    );
    expect(requesting(wanted(at(3600), at(7200)), standing)).not.toThrow();
  });
});

describe("renewing a grant", () => {
  const standing = standingOf({ grants: [grantOf()] });

  it("is refused while the earlier one goes on", () => {
    expect(requesting(asks({ startsAt: at(3599), endsAt: at(7200) }), standing)).toThrow(
      refusedAs("access.grant-overlaps"),
    );
  });

  it("is a new grant for the time after, which waits for its own approval", () => {
    const renewal = requestGrant(standing, asks({ startsAt: at(3600), endsAt: at(7200) }), NOW);

    expect(isInForce(renewal, at(3601))).toBe(false);
  });

  it("is free where the earlier one was revoked, or is for another site", () => {
    const revoked = standingOf({ grants: [grantOf({ revokedAt: NOW })] });
    const elsewhere = standingOf({ grants: [grantOf({ siteIds: ["airport"] })] });

    expect(requesting(asks(), revoked)).not.toThrow();
    expect(requesting(asks({ siteIds: ["harbour"] }), elsewhere)).not.toThrow();
    expect(requesting(asks(), elsewhere)).toThrow(refusedAs("access.grant-overlaps"));
  });
});

describe("breaking glass", () => {
  const glass = (given: Partial<GrantRequest> = {}) =>
    asks({ kind: "break-glass", right: { permissions: ["incidents:isolate"] }, ...given });

  it("counts at once", () => {
    const grant = requestGrant(standingOf(), glass(), NOW);

    expect(isInForce(grant, NOW)).toBe(true);
  });

  it("is done for oneself only", () => {
    expect(requesting(glass({ requestedBy: "bob" }))).toThrow(refusedAs("access.grant-invalid"));
  });

  it.each([
    "grants:approve",
    "tariffs:approve",
    "members:write",
    "roles:write",
    "api-clients:write",
    "grants:break-glass",
  ] as const)("never gives %s", (permission) => {
    expect(requesting(glass({ right: { permissions: [permission] } }))).toThrow(
      refusedAs("access.grant-invalid"),
    );
  });

  it("waits until the last time was reviewed", () => {
    const last = grantOf({ kind: "break-glass", startsAt: at(-90_000), endsAt: at(-86_400) });
    const reviewed = { ...last, reviewedBy: "zoe", reviewedAt: at(-80_000) };

    expect(requesting(glass(), standingOf({ grants: [last] }))).toThrow(
      refusedAs("access.review-outstanding"),
    );
    expect(requesting(glass(), standingOf({ grants: [reviewed] }))).not.toThrow();
  });
});

describe("a grant in the platform", () => {
  const platform = standingOf({ operatorId: "platform" });

  it("makes a SystemAdmin for some hours", () => {
    const request = asks({ kind: "privileged", right: { roleId: "system-admin" } });

    expect(requestGrant(platform, request, NOW)).toMatchObject({ operatorId: "platform" });
  });

  it("gives no role of an operator", () => {
    expect(requesting(asks({ right: { roleId: "support" } }), platform)).toThrow(
      refusedAs("access.grant-invalid"),
    );
  });
});

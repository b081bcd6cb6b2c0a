import { describe, expect, it } from "vitest";
import {
  type Grant,
  grantEndsAt,
  grantState,
  isInForce,
  reviewDueAt,
} from "#domain/access/grants.ts";
import { at, grantOf, NOW } from "./builders.ts";

const HOUR = 3600;
const DAY = 24 * HOUR;
const without = <K extends keyof Grant>(grant: Grant, ...fields: readonly K[]): Grant => {
  const kept = Object.entries(grant).filter(([field]) => !fields.includes(field as K));
  return Object.fromEntries(kept) as unknown as Grant;
};

describe("a grant", () => {
  it.each([
    ["a second before it begins", at(-1), "not-started"],
    ["as it begins", NOW, "in-force"],
    ["a millisecond before its end", at(HOUR - 0.001), "in-force"],
    ["at its end", at(HOUR), "ended"],
    ["long after", at(DAY), "ended"],
  ])("%s is %s: %s", (_, moment, state) => {
    expect(grantState(grantOf(), moment)).toBe(state);
  });

  it("reads times in any zone as the moments that they are", () => {
    const grant = grantOf({
      startsAt: "2026-03-02T12:00:00+02:00",
      endsAt: "2026-03-02T10:30:00Z",
    });

    expect(isInForce(grant, NOW)).toBe(true);
    expect(isInForce(grant, at(HOUR / 2))).toBe(false);
  });

  it.each([
    ["privileged", 8 * HOUR],
    ["project", 30 * DAY],
    ["break-glass", HOUR],
  ] as const)("of kind %s ends after %d seconds, whatever was stored", (kind, seconds) => {
    const grant = grantOf({ kind, endsAt: at(365 * DAY) });

    expect(isInForce(grant, at(seconds - 1))).toBe(true);
    expect(isInForce(grant, at(seconds))).toBe(false);
    expect(grantEndsAt(grant)).toBe(at(seconds));
  });

  it("of kind base goes on", () => {
    const grant = without(grantOf({ kind: "base" }), "endsAt", "approvedBy");

    expect(isInForce(grant, at(3650 * DAY))).toBe(true);
    expect(grantEndsAt(grant)).toBeUndefined();
  });

  it.each([
    ["has no end though its kind needs one", without(grantOf(), "endsAt")],
    ["has an end that nobody can read", grantOf({ endsAt: "soon" })],
    ["has a beginning that nobody can read", grantOf({ startsAt: "now" })],
    ["was revoked at a time that nobody can read", grantOf({ revokedAt: "then" })],
    ["nobody approved", without(grantOf(), "approvedBy")],
    ["its subject approved", grantOf({ requestedBy: "bob", approvedBy: "ann" })],
    ["its requester approved", grantOf({ requestedBy: "bob", approvedBy: "bob" })],
  ])("counts for nothing that %s", (_, grant) => {
    expect(isInForce(grant, at(1))).toBe(false);
  });

  it("stops at the moment of its revocation", () => {
    const grant = grantOf({ revokedAt: at(60) });

    expect(grantState(grant, at(59))).toBe("in-force");
    expect(grantState(grant, at(60))).toBe("revoked");
  });

  it("that broke glass needs nobody's consent, and a look at it within a day", () => {
    const grant = without(grantOf({ kind: "break-glass" }), "approvedBy");

    expect(isInForce(grant, at(1))).toBe(true);
    expect(reviewDueAt(grant)).toBe(at(DAY));
    expect(reviewDueAt(grantOf())).toBeUndefined();
  });
});

import { describe, expect, it } from "vitest";
import {
  answerReview,
  type Holding,
  nextReviewAt,
  openReview,
  toBeRevoked,
} from "#domain/access/review-campaign.ts";
import { at, NOW, refusedAs } from "./builders.ts";

const WEEK = 7 * 86_400;
const holding = (holdingId: string, subject: string, given: Partial<Holding> = {}): Holding => ({
  holdingId,
  subject,
  what: { kind: "role", id: "operator-admin" },
  permissions: ["members:write"],
  ...given,
});
const HOLDINGS = [
  holding("h1", "ann"),
  holding("h2", "bob"),
  holding("h3", "cem"),
  holding("h4", "dan", { permissions: ["sites:read"] }),
];
const CAMPAIGN = { campaignId: "c1", operatorId: "demo-a", scope: "privileged" } as const;
const review = openReview(CAMPAIGN, HOLDINGS, ["ann", "zoe"], NOW);
const answer = (holdingId: string, reviewer: string, given: "keep" | "revoke") =>
  ({ holdingId, reviewer, answer: given }) as const;

describe("a review of access", () => {
  it.each([
    ["privileged", 13 * WEEK],
    ["rest", 26 * WEEK],
  ] as const)("of %s comes again after %d seconds", (scope, seconds) => {
    expect(nextReviewAt(scope, NOW)).toBe(at(seconds));
  });

  it("asks about what is of its scope, and nobody about themselves", () => {
    const asked = review.items.map(({ holdingId, reviewer }) => [holdingId, reviewer]);
    const rest = openReview({ ...CAMPAIGN, scope: "rest" }, HOLDINGS, ["ann"], NOW);

    expect(asked).toEqual([
      ["h1", "zoe"],
      ["h2", "zoe"],
      ["h3", "ann"],
    ]);
    expect(rest.items.map(({ holdingId }) => holdingId)).toEqual(["h4"]);
    expect(review.dueAt).toBe(at(2 * WEEK));
  });

  it("does not open where somebody could be reviewed by themselves only", () => {
    expect(() => openReview(CAMPAIGN, HOLDINGS, ["ann"], NOW)).toThrow(
      refusedAs("access.review-invalid"),
    );
  });

  it.each([
    ["one's own access", answer("h1", "ann", "keep"), at(1), "access.review-self"],
    ["for another reviewer", answer("h2", "ann", "keep"), at(1), "access.review-invalid"],
    ["what was not asked", answer("h4", "zoe", "keep"), at(1), "access.review-invalid"],
    ["too late", answer("h1", "zoe", "keep"), at(2 * WEEK), "access.review-closed"],
  ])("takes no answer on %s", (_, given, now, code) => {
    expect(() => answerReview(review, given, now)).toThrow(refusedAs(code));
  });

  it("takes one answer on each", () => {
    const answered = answerReview(review, answer("h1", "zoe", "keep"), at(1));

    expect(() => answerReview(answered, answer("h1", "zoe", "revoke"), at(2))).toThrow(
      refusedAs("access.review-answered"),
    );
  });

  it("revokes at once what was answered so, and at its end what got no answer", () => {
    const kept = answerReview(review, answer("h1", "zoe", "keep"), at(1));
    const answered = answerReview(kept, answer("h2", "zoe", "revoke"), at(2));

    const revoked = (now: string) => toBeRevoked(answered, now).map(({ holdingId }) => holdingId);

    expect(revoked(at(3))).toEqual(["h2"]);
    expect(revoked(at(2 * WEEK - 1))).toEqual(["h2"]);
    expect(revoked(at(2 * WEEK))).toEqual(["h2", "h3"]);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  answerReview,
  type Holding,
  openReview,
  toBeRevoked,
} from "#domain/access/review-campaign.ts";
import { DomainError } from "#domain/errors.ts";
import { permissions } from "./arbitraries.ts";

const NOW = "2026-03-02T10:00:00.000Z";
const people = fc.constantFrom("ann", "bob", "cem", "dan");
const holdings: fc.Arbitrary<Holding[]> = fc
  .array(fc.record({ subject: people, held: fc.uniqueArray(permissions, { maxLength: 3 }) }))
  .map((list) =>
    list.map(({ subject, held }, index) => ({
      holdingId: `h${index}`,
      subject,
      what: { kind: "role", id: "support" },
      permissions: held,
    })),
  );
const answers = fc.array(
  fc.record({
    holdingId: fc.integer({ min: 0, max: 9 }).map((index) => `h${index}`),
    reviewer: people,
    answer: fc.constantFrom("keep", "revoke"),
  }),
  { maxLength: 40 },
);

describe("any review of access", () => {
  it("lets nobody keep a right but by the answer of somebody else", () => {
    fc.assert(
      fc.property(holdings, answers, (held, given) => {
        const campaign = { campaignId: "c1", operatorId: "demo-a", scope: "privileged" } as const;
        let review = openReview(campaign, held, ["ann", "bob", "cem"], NOW);
        const yeses = new Map<string, string>();
        for (const answer of given) {
          try {
            review = answerReview(review, answer, NOW);
            if (answer.answer === "keep") yeses.set(answer.holdingId, answer.reviewer);
          } catch (error) {
            expect(error).toBeInstanceOf(DomainError);
          }
        }

        const revoked = new Set(toBeRevoked(review, review.dueAt).map((item) => item.holdingId));

        for (const { holdingId, subject } of review.items) {
          expect(revoked.has(holdingId)).toBe(!yeses.has(holdingId));
          expect(yeses.get(holdingId)).not.toBe(subject);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("asks about each holding in exactly one of the two scopes", () => {
    fc.assert(
      fc.property(holdings, (held) => {
        const asked = (["privileged", "rest"] as const).flatMap((scope) => {
          const campaign = { campaignId: "c1", operatorId: "demo-a", scope };
          return openReview(campaign, held, ["ann", "bob"], NOW).items;
        });

        expect(asked.map(({ holdingId }) => holdingId).sort()).toEqual(
          held.map(({ holdingId }) => holdingId).sort(),
        );
      }),
    );
  });
});

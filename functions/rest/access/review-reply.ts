import type { AccessReview } from "#adapters/dynamodb/access-review-store.ts";
import { toBeRevoked } from "#domain/access/review-campaign.ts";

/** A review of access in short. */
export function reviewSummary(review: AccessReview, now: string) {
  const { operatorId, campaignId, scope, openedAt, dueAt, closedAt, items } = review;
  const isClosed = closedAt !== undefined;
  return {
    operatorId,
    campaignId,
    scope,
    state: isClosed ? ("closed" as const) : ("open" as const),
    openedAt,
    dueAt,
    ...(isClosed && { closedAt }),
    asked: items.length,
    answered: items.filter(({ answer }) => answer !== undefined).length,
    revoked: toBeRevoked(review, now).length,
  };
}

/** A review of access with all that it asks. */
export function reviewReply(review: AccessReview, now: string) {
  const items = review.items.map(({ permissions: _, what, ...item }) => ({
    ...item,
    what: { ...what },
  }));
  return { ...reviewSummary(review, now), items };
}

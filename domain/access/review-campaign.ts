import { afterSeconds } from "../commands/clock.ts";
import { isPrivileged, type Permission } from "./permissions.ts";
import { refusal } from "./refusal.ts";

const WEEK_SECONDS = 7 * 86_400;

/** Privileged rights are reviewed each quarter, the rest each half-year. */
export type ReviewScope = "privileged" | "rest";

const REVIEW_INTERVAL_SECONDS = {
  privileged: 13 * WEEK_SECONDS,
  rest: 26 * WEEK_SECONDS,
} as const satisfies Readonly<Record<ReviewScope, number>>;

/** How long the reviewers have to answer. */
const REVIEW_SECONDS = 2 * WEEK_SECONDS;

/** A right that lasts until somebody takes it away. */
export interface Holding {
  /** Unique within the operator. */
  readonly holdingId: string;
  readonly subject: string;
  /** A role through a membership, a base grant, or an API client. */
  readonly what: { readonly kind: "role" | "grant" | "client"; readonly id: string };
  readonly permissions: readonly Permission[];
}

export interface ReviewItem extends Holding {
  readonly reviewer: string;
  readonly answer?: "keep" | "revoke";
  readonly answeredAt?: string;
}

/** A review of access in one operator. Times are ISO 8601 UTC. */
export interface ReviewCampaign {
  readonly campaignId: string;
  readonly operatorId: string;
  readonly scope: ReviewScope;
  readonly openedAt: string;
  /** From this moment on, what has no answer is revoked. */
  readonly dueAt: string;
  readonly items: readonly ReviewItem[];
}

/** When the next review of a scope is to be opened; `lastOpenedAt` is when the operator began where there was none. */
export function nextReviewAt(scope: ReviewScope, lastOpenedAt: string): string {
  return afterSeconds(lastOpenedAt, REVIEW_INTERVAL_SECONDS[scope]);
}

/**
 * Opens a review of all holdings of its scope, shared evenly among the reviewers; nobody reviews their own. Throws
 * `access.review-invalid` where nobody but the holder could review something.
 */
export function openReview(
  campaign: Pick<ReviewCampaign, "campaignId" | "operatorId" | "scope">,
  holdings: readonly Holding[],
  reviewers: readonly string[],
  now: string,
): ReviewCampaign {
  const items = holdings
    .filter(({ permissions }) => isPrivileged(permissions) === (campaign.scope === "privileged"))
    .map((holding, index) => ({ ...holding, reviewer: reviewerOf(holding, reviewers, index) }));
  return { ...campaign, openedAt: now, dueAt: afterSeconds(now, REVIEW_SECONDS), items };
}

/**
 * The review with one more answer. Throws `access.review-closed` after the due time, `access.review-answered`,
 * `access.review-self`, and `access.review-invalid` for somebody who was not asked.
 */
export function answerReview(
  campaign: ReviewCampaign,
  answer: {
    readonly holdingId: string;
    readonly reviewer: string;
    readonly answer: "keep" | "revoke";
  },
  now: string,
): ReviewCampaign {
  if (isOver(campaign, now)) throw refusal("access.review-closed", "The review is over.");
  const item = campaign.items.find(({ holdingId }) => holdingId === answer.holdingId);
  if (!item) throw refusal("access.review-invalid", "The review does not ask about this.");
  refuseReviewer(item, answer.reviewer);
  const answered = { ...item, answer: answer.answer, answeredAt: now };
  return { ...campaign, items: campaign.items.map((each) => (each === item ? answered : each)) };
}

/** What is to be revoked at a moment: what was answered so and, once the review is over, what got no answer. */
export function toBeRevoked(campaign: ReviewCampaign, now: string): readonly ReviewItem[] {
  const silenceRevokes = isOver(campaign, now);
  return campaign.items.filter(
    ({ answer }) => answer === "revoke" || (answer === undefined && silenceRevokes),
  );
}

function refuseReviewer(item: ReviewItem, reviewer: string): void {
  if (reviewer === item.subject) {
    throw refusal("access.review-self", "Nobody reviews their own access.");
  }
  if (reviewer !== item.reviewer) {
    throw refusal("access.review-invalid", "Somebody else was asked.");
  }
  if (item.answer !== undefined) {
    throw refusal("access.review-answered", "This was answered before.");
  }
}

function reviewerOf({ subject }: Holding, reviewers: readonly string[], index: number): string {
  const others = reviewers.filter((reviewer) => reviewer !== subject);
  const reviewer = others[index % Math.max(1, others.length)];
  if (reviewer === undefined) {
    throw refusal("access.review-invalid", "Somebody has no reviewer but themselves.");
  }
  return reviewer;
}

/** True too where a time cannot be read. */
function isOver({ dueAt }: ReviewCampaign, now: string): boolean {
  return !(Date.parse(now) < Date.parse(dueAt));
}

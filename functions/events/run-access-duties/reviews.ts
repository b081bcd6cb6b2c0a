import { randomBytes } from "node:crypto";
import { type AccessReview, accessReviewStore } from "#adapters/dynamodb/access-review-store.ts";
import { memberStore } from "#adapters/dynamodb/member-store.ts";
import { holdingsOf, reviewersAmong, withoutHolding } from "#domain/access/holdings.ts";
import {
  nextReviewAt,
  openReview,
  type ReviewScope,
  toBeRevoked,
} from "#domain/access/review-campaign.ts";
import { COMMAND_ID_RANDOM_BYTES, newCommandId } from "#domain/commands/command-id.ts";
import { DomainError } from "#domain/errors.ts";
import { DUTY_SUBJECT } from "#domain/tenancy/tenant-context.ts";
import { accessTables } from "#functions/shared/access-tables.ts";
import { logger } from "#functions/shared/observability.ts";
import { type Duty, signalOnce } from "./duty.ts";

/** More reviews than an operator has in ten years at six a year. */
const NEWEST = 60;
const { directoryTable, securityTable } = accessTables;

/** Opens the reviews that are due, and closes those whose time is over: what got no answer is revoked. */
export async function keepReviews(duty: Duty, operatorSince: string): Promise<void> {
  const { items: reviews } = await accessReviewStore(duty.context, securityTable).list(NEWEST);
  for (const review of reviews) {
    const isOver = Date.parse(review.dueAt) <= Date.parse(duty.now);
    if (review.closedAt === undefined && isOver) await close(duty, review);
  }
  for (const scope of ["privileged", "rest"] as const) {
    const last = reviews.find((review) => review.scope === scope)?.openedAt ?? operatorSince;
    if (Date.parse(nextReviewAt(scope, last)) <= Date.parse(duty.now)) await open(duty, scope);
  }
}

async function close(duty: Duty, review: AccessReview): Promise<void> {
  const { context, now } = duty;
  const members = memberStore(context, directoryTable);
  for (const { subject, what } of toBeRevoked(review, now)) {
    const before = await members.lookUp(subject);
    const after = before && withoutHolding(before, what, DUTY_SUBJECT, now);
    if (before && after && after !== before) await members.write({ before, after }, now);
  }
  const silent = review.items.filter(({ answer }) => answer === undefined).length;
  await accessReviewStore(context, securityTable).write({ ...review, closedAt: now }, now);
  if (silent === 0) return;
  const { campaignId, dueAt: at } = review;
  const evidence = { campaignId, withoutAnswer: String(silent) };
  await signalOnce(duty, "access.review-overdue", { at, evidence });
}

async function open(duty: Duty, scope: ReviewScope): Promise<void> {
  const { context, members, ownRoles, now } = duty;
  const { operatorId } = context;
  const campaignId = newCommandId(Date.parse(now), randomBytes(COMMAND_ID_RANDOM_BYTES));
  const holdings = members.flatMap((member) => holdingsOf(member, ownRoles, now));
  const reviewers = reviewersAmong(members, ownRoles, now);
  try {
    const opened = openReview({ campaignId, operatorId, scope }, holdings, reviewers, now);
    if (opened.items.length === 0) return;
    await accessReviewStore(context, securityTable).write({ ...opened, version: 0 }, now);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    // Somebody has no reviewer but themselves: the operator needs one more person.
    logger.warn("a review of access is due and cannot be opened", { operatorId, scope });
  }
}

import { randomBytes } from "node:crypto";
import { accessReviewStore } from "#adapters/dynamodb/access-review-store.ts";
import { memberStore } from "#adapters/dynamodb/member-store.ts";
import {
  answerAccessReview,
  listAccessReviews,
  openAccessReview,
  readAccessReview,
} from "#contracts/rest/access-reviews.ts";
import { holdingsOf, reviewersAmong, withoutHolding } from "#domain/access/holdings.ts";
import { answerReview, openReview } from "#domain/access/review-campaign.ts";
import { COMMAND_ID_RANDOM_BYTES, newCommandId } from "#domain/commands/command-id.ts";
import { forbidden, type TenantContext } from "#domain/tenancy/tenant-context.ts";
import { accessTables } from "#functions/shared/access-tables.ts";
import { listOf, nextCursor, placeIn } from "#functions/shared/list-reply.ts";
import { route } from "#functions/shared/rest-route.ts";
import { reviewReply, reviewSummary } from "./review-reply.ts";

const { directoryTable, securityTable } = accessTables;
const reviewsOf = (context: TenantContext) => accessReviewStore(context, securityTable);

export const reviewRoutes = [
  route(listAccessReviews, async ({ context, query, receivedAt }) => {
    const list = listOf(context, "access-reviews", query);
    const page = await reviewsOf(context).list(query.limit, placeIn(list, query));
    const items = page.items.map((review) => reviewSummary(review, receivedAt));
    return { body: { items, ...nextCursor(list, page) } };
  }),

  route(openAccessReview, async ({ context, body, receivedAt: now }) => {
    const { operatorId, standing } = context;
    const members = await memberStore(context, directoryTable).all();
    const random = randomBytes(COMMAND_ID_RANDOM_BYTES);
    const campaignId = newCommandId(Date.parse(now), random);
    const holdings = members.flatMap((member) => holdingsOf(member, standing.ownRoles, now));
    const reviewers = reviewersAmong(members, standing.ownRoles, now);
    const campaign = { campaignId, operatorId, scope: body.scope };
    const opened = openReview(campaign, holdings, reviewers, now);
    const stored = await reviewsOf(context).write({ ...opened, version: 0 }, now);
    const location = `/v1/operators/${operatorId}/access-reviews/${campaignId}`;
    return { body: reviewReply(stored, now), headers: { location } };
  }),

  route(readAccessReview, async ({ context, params, receivedAt }) => {
    const review = await reviewsOf(context).find(params.campaignId);
    return { body: reviewReply(review, receivedAt) };
  }),

  route(answerAccessReview, async ({ context, params, body, receivedAt: now }) => {
    // A program's maker could be the very person who must not answer.
    if (context.standing.client) throw forbidden([]);
    const before = await reviewsOf(context).find(params.campaignId);
    const answer = { ...body, reviewer: context.subject };
    const answered = { ...before, ...answerReview(before, answer, now) };
    const { stored, write } = reviewsOf(context).writing(answered, now);
    const item = before.items.find(({ holdingId }) => holdingId === body.holdingId);
    const members = memberStore(context, directoryTable);
    const member = body.answer === "revoke" && item && (await members.lookUp(item.subject));
    const after = member && withoutHolding(member, item.what, context.subject, now);
    if (after && after !== member) await members.write({ before: member, after }, now, [write]);
    else await reviewsOf(context).write(answered, now);
    return { body: reviewReply(stored, now) };
  }),
];

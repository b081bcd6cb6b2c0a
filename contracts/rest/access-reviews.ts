import * as z from "zod";
import { answeredTime, inOperator, noQuery, operatorId } from "./fields.ts";
import { operation } from "./operation.ts";
import { pageOf, pageQuery } from "./paging.ts";

const path = "/v1/operators/{operatorId}/access-reviews";
const tag = "Access reviews";
const campaignId = z
  .string()
  .regex(/^[0-9A-HJKMNP-TV-Z]{26}$/, "26 characters of Crockford's base32, upper case");
const inReview = z.strictObject({ operatorId, campaignId });
const scope = z.enum(["privileged", "rest"]).meta({
  description:
    "Who holds a critical permission is reviewed each quarter, everybody else each half-year.",
});
const answer = z.enum(["keep", "revoke"]);

const summary = z
  .object({
    operatorId,
    campaignId: z.string(),
    scope,
    state: z.enum(["open", "closed"]),
    openedAt: answeredTime,
    dueAt: answeredTime.meta({ description: "What has no answer by then is revoked." }),
    closedAt: answeredTime.optional(),
    asked: z.int(),
    answered: z.int(),
    revoked: z.int(),
  })
  .meta({ id: "AccessReviewSummary" });

const review = summary
  .extend({
    items: z.array(
      z.object({
        holdingId: z.string(),
        subject: z.string(),
        what: z.object({ kind: z.enum(["role", "grant", "client"]), id: z.string() }),
        reviewer: z.string(),
        answer: answer.optional(),
        answeredAt: answeredTime.optional(),
        revokedAt: answeredTime.optional(),
      }),
    ),
  })
  .meta({ id: "AccessReview" });

export const listAccessReviews = operation({
  operationId: "listAccessReviews",
  method: "GET",
  path,
  tag,
  summary: "List reviews of access, newest first",
  permission: "reviews:read",
  params: inOperator,
  query: pageQuery,
  reply: pageOf(summary),
  statuses: [200],
});

export const openAccessReview = operation({
  operationId: "openAccessReview",
  method: "POST",
  path,
  tag,
  summary: "Ask who keeps their rights",
  description:
    "Shares everything that lasts until somebody takes it away among those who may answer; nobody is asked about themselves. What is not answered within two weeks is revoked.",
  permission: "reviews:run",
  params: inOperator,
  query: noQuery,
  body: z.strictObject({ scope }).meta({ id: "NewAccessReview" }),
  reply: review,
  statuses: [201],
});

export const readAccessReview = operation({
  operationId: "readAccessReview",
  method: "GET",
  path: `${path}/{campaignId}`,
  tag,
  summary: "Read a review of access",
  permission: "reviews:read",
  params: inReview,
  query: noQuery,
  reply: review,
  statuses: [200],
});

export const answerAccessReview = operation({
  operationId: "answerAccessReview",
  method: "POST",
  path: `${path}/{campaignId}/answers`,
  tag,
  summary: "Say whether somebody keeps a right",
  description:
    "Only who was asked can answer, once. `revoke` takes the right away with the answer.",
  permission: "reviews:answer",
  params: inReview,
  query: noQuery,
  body: z.strictObject({ holdingId: z.string().max(300), answer }).meta({ id: "ReviewAnswer" }),
  reply: review,
  statuses: [200],
});

export const accessReviewOperations = [
  listAccessReviews,
  openAccessReview,
  readAccessReview,
  answerAccessReview,
] as const;

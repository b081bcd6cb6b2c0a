import * as z from "zod";
import { CONSENT_CHANNELS, PURPOSE_NAMES } from "#domain/consent/purposes.ts";
import { inDriver, language } from "./driver-fields.ts";
import { answeredTime, inOperator, noQuery, operatorId, time } from "./fields.ts";
import { operation } from "./operation.ts";
import { pageOf, pageQuery } from "./paging.ts";

const OPERATOR = "/v1/operators/{operatorId}";
const tag = "Consents";
const purpose = z.enum(PURPOSE_NAMES);
const channel = z.enum(CONSENT_CHANNELS);
const noticeId = z
  .string()
  .regex(/^[a-z-]{1,40}\.[a-z-]{2,6}\.[a-z-]{1,20}\.[0-9]{6}$/, "as it was given out")
  .meta({ example: "marketing-email.tr.web.000001" });
const inNotice = z.strictObject({ operatorId, noticeId });

export const notice = z
  .object({
    operatorId,
    noticeId,
    purpose,
    language,
    channel,
    version: z.int().positive(),
    text: z.string(),
    sha256: z.string().meta({ description: "Of the text in UTF-8, hex." }),
    publishedAt: answeredTime,
    publishedBy: z.string(),
    retiredAt: answeredTime.optional(),
  })
  .meta({ id: "Notice" });

const newNotice = z
  .strictObject({ purpose, language, channel, text: z.string().min(1).max(20_000) })
  .meta({ id: "NewNotice" });

/** A yes or no, by words that were shown. Nothing is ticked beforehand, and one call withdraws as one call gives. */
export const consentAnswer = z
  .strictObject({
    purpose,
    decision: z.enum(["given", "withdrawn"]),
    channel,
    noticeId: noticeId.optional(),
  })
  .meta({ id: "ConsentAnswer" });

export const consentState = z
  .object({
    purpose,
    kind: z.enum(["notice", "consent"]),
    meaning: z.string(),
    consented: z.boolean(),
    decision: z.enum(["given", "withdrawn"]).optional(),
    since: answeredTime.optional(),
    channel: channel.optional(),
    source: z.enum(["self", "desk"]).optional(),
    noticeId: noticeId.optional(),
    noticeSha256: z.string().optional(),
    words: z.string().optional(),
  })
  .meta({ id: "ConsentState" });

export const consentQuestion = z.strictObject({
  purpose: purpose.optional(),
  at: time.optional().meta({ description: "Now where absent." }),
});

export const consentStates = z.object({ at: answeredTime, items: z.array(consentState) });

export const listNotices = operation({
  operationId: "listNotices",
  method: "GET",
  path: `${OPERATOR}/notices`,
  tag,
  summary: "List the words that drivers are shown, and were",
  permission: "consents:read",
  params: inOperator,
  query: pageQuery,
  reply: pageOf(notice),
  statuses: [200],
});

export const publishNotice = operation({
  operationId: "publishNotice",
  method: "POST",
  path: `${OPERATOR}/notices`,
  tag,
  summary: "Publish words as the next version",
  description: "They are never changed. The version before is retired.",
  permission: "notices:write",
  params: inOperator,
  query: noQuery,
  body: newNotice,
  reply: notice,
  statuses: [201],
});

export const readNotice = operation({
  operationId: "readNotice",
  method: "GET",
  path: `${OPERATOR}/notices/{noticeId}`,
  tag,
  summary: "Read a version of words, also a retired one",
  permission: "consents:read",
  params: inNotice,
  query: noQuery,
  reply: notice,
  statuses: [200],
});

export const retireNotice = operation({
  operationId: "retireNotice",
  method: "DELETE",
  path: `${OPERATOR}/notices/{noticeId}`,
  tag,
  summary: "Show words to nobody any more",
  description: "They stay readable, because answers point to them.",
  permission: "notices:write",
  params: inNotice,
  query: noQuery,
  statuses: [204],
});

export const readConsents = operation({
  operationId: "readConsents",
  method: "GET",
  path: `${OPERATOR}/drivers/{driverId}/consents`,
  tag,
  summary: "Tell what a driver consented to, now or on a day, by what words and which way",
  permission: "consents:read",
  params: inDriver,
  query: consentQuestion,
  reply: consentStates,
  statuses: [200],
});

export const recordConsent = operation({
  operationId: "recordConsent",
  method: "POST",
  path: `${OPERATOR}/drivers/{driverId}/consents`,
  tag,
  summary: "Take down a driver's answer",
  permission: "drivers:write",
  params: inDriver,
  query: noQuery,
  body: consentAnswer,
  reply: consentState,
  statuses: [201],
});

export const consentOperations = [
  listNotices,
  publishNotice,
  readNotice,
  retireNotice,
  readConsents,
  recordConsent,
] as const;

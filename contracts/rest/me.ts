import * as z from "zod";
import { CONSENT_CHANNELS, PURPOSE_NAMES } from "#domain/consent/purposes.ts";
import { REQUEST_TYPE_NAMES } from "#domain/data-requests/request-types.ts";
import { consentAnswer, consentQuestion, consentState, consentStates, notice } from "./consents.ts";
import { dataRequest, erasure, requestDetails } from "./data-requests.ts";
import { clearProfile, driverFacts, language, profileChanges } from "./driver-fields.ts";
import { answeredTime, inOperator, noQuery } from "./fields.ts";
import { operation } from "./operation.ts";
import { pageOf, pageQuery } from "./paging.ts";
import { csvQuery, exportQuery, portableRecord } from "./portability.ts";

/** Drivers act on what is their own, operator by operator: no operator learns of another one. */
const path = "/v1/me/operators/{operatorId}";
const tag = "My account";
const own = { params: inOperator, tag, permission: "driver" } as const;

const ownProfile = z.object({ ...driverFacts, profile: clearProfile }).meta({ id: "OwnProfile" });

const ownSession = z
  .object({
    sessionId: z.string(),
    chargerId: z.string(),
    siteId: z.string(),
    connectorId: z.int(),
    state: z.enum(["active", "ended"]),
    startedAt: answeredTime,
    endedAt: answeredTime.optional(),
    energyWh: z.number(),
    idleSeconds: z.number(),
    cost: z.object({ amountMinor: z.int(), currency: z.string() }),
  })
  .meta({ id: "OwnSession" });

export const linkAccount = operation({
  operationId: "linkAccount",
  method: "POST",
  path: `${path}/account`,
  tag,
  summary: "Link my sign-in with what the operator has on me, by the code that its desk gave",
  permission: "driver-account",
  params: inOperator,
  query: noQuery,
  body: z.strictObject({
    code: z
      .string()
      .transform((text) => text.replaceAll(/[\s-]/g, "").toLowerCase())
      .pipe(z.string().regex(/^[a-z2-9]{12}$/, "12 letters and digits"))
      .meta({ override: { type: "string" }, example: "k7mw-3ehp-x2qd" }),
  }),
  reply: z.object({ driverId: z.string() }),
  statuses: [201],
});

export const readMyProfile = operation({
  ...own,
  operationId: "readMyProfile",
  method: "GET",
  path: `${path}/profile`,
  summary: "Read what the operator has on me",
  query: noQuery,
  reply: ownProfile,
  statuses: [200],
  etag: true,
});

export const changeMyProfile = operation({
  ...own,
  operationId: "changeMyProfile",
  method: "PATCH",
  path: `${path}/profile`,
  summary: "Correct it",
  query: noQuery,
  body: z.strictObject(profileChanges).meta({ id: "OwnProfileChange" }),
  reply: ownProfile,
  statuses: [200],
  etag: true,
  ifMatch: true,
});

export const listMySessions = operation({
  ...own,
  operationId: "listMySessions",
  method: "GET",
  path: `${path}/sessions`,
  summary: "List my sessions, newest first",
  query: pageQuery,
  reply: pageOf(ownSession),
  statuses: [200],
});

export const listMyNotices = operation({
  ...own,
  operationId: "listMyNotices",
  method: "GET",
  path: `${path}/notices`,
  summary: "The words that count now for a purpose",
  query: z.strictObject({
    purpose: z.enum(PURPOSE_NAMES),
    language,
    channel: z.enum(CONSENT_CHANNELS),
  }),
  reply: z.object({ items: z.array(notice) }),
  statuses: [200],
});

export const readMyConsents = operation({
  ...own,
  operationId: "readMyConsents",
  method: "GET",
  path: `${path}/consents`,
  summary: "What I consented to, now or on a day",
  query: consentQuestion,
  reply: consentStates,
  statuses: [200],
});

export const giveMyConsent = operation({
  ...own,
  operationId: "giveMyConsent",
  method: "POST",
  path: `${path}/consents`,
  summary: "Give or withdraw a consent",
  query: noQuery,
  body: consentAnswer,
  reply: consentState,
  statuses: [201],
});

export const listMyRequests = operation({
  ...own,
  operationId: "listMyRequests",
  method: "GET",
  path: `${path}/data-requests`,
  summary: "List my requests and their receipts",
  query: pageQuery,
  reply: pageOf(dataRequest),
  statuses: [200],
});

export const openMyRequest = operation({
  ...own,
  operationId: "openMyRequest",
  method: "POST",
  path: `${path}/data-requests`,
  summary: "Make use of one of my rights",
  query: noQuery,
  body: z.strictObject({
    type: z.enum(REQUEST_TYPE_NAMES),
    details: requestDetails.optional(),
  }),
  reply: dataRequest,
  statuses: [201],
});

export const exportMyData = operation({
  ...own,
  operationId: "exportMyData",
  method: "GET",
  path: `${path}/export`,
  summary: "Take everything about me along, page by page",
  query: exportQuery,
  reply: pageOf(portableRecord),
  statuses: [200],
});

export const exportMyDataCsv = operation({
  ...own,
  operationId: "exportMyDataCsv",
  method: "GET",
  path: `${path}/export.csv`,
  summary: "Take a section along as CSV",
  description: "`X-Next-Cursor` names the next page, which has no heading of its own.",
  query: csvQuery,
  statuses: [200],
});

export const eraseMe = operation({
  ...own,
  operationId: "eraseMe",
  method: "POST",
  path: `${path}/erasure`,
  summary: "Have my data erased",
  description: "Done within seconds, and for good. Bills stay as the law demands, without my name.",
  query: noQuery,
  body: z.strictObject({ confirm: z.literal("erase my data") }),
  reply: erasure,
  statuses: [202],
});

export const meOperations = [
  linkAccount,
  readMyProfile,
  changeMyProfile,
  listMySessions,
  listMyNotices,
  readMyConsents,
  giveMyConsent,
  listMyRequests,
  openMyRequest,
  exportMyData,
  exportMyDataCsv,
  eraseMe,
] as const;

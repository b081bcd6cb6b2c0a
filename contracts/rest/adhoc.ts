import * as z from "zod";
import { ADHOC_STATES } from "#domain/adhoc/attempt.ts";
import { PLUG_TYPES } from "#domain/adhoc/connector-code.ts";
import { answeredTime, currency, name, noParams, noQuery, operatorId, time } from "./fields.ts";
import { operation } from "./operation.ts";

const tag = "Charging without an account";

/** A sealed text of ours; whether it is one shows when it is opened. */
const opaque = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,400}$/, "as it stands in the address of the page")
  .meta({ example: "AZ0kQm9vVd3x" });
const attemptId = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/, "26 characters");
const inAttempt = z.strictObject({ attemptId });
const coordinate = z
  .string()
  .regex(/^[A-Za-z0-9_-]{43}$/, "32 bytes, base64url")
  .meta({ example: "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU" });

/** What proves that start and stop come from the same page. */
const proof = {
  publicKey: z
    .strictObject({ kty: z.literal("EC"), crv: z.literal("P-256"), x: coordinate, y: coordinate })
    .meta({ description: "The page's own key (ECDSA, P-256), as WebCrypto exports it to JWK." }),
  signature: z
    .string()
    .regex(/^[A-Za-z0-9_-]{86}$/, "64 bytes, base64url")
    .meta({ example: "A".repeat(86) }),
} as const;

const amount = z.object({ amountMinor: z.int(), currency });

const price = z
  .object({
    currency,
    components: z
      .array(
        z.object({
          per: z.enum(["kWh", "minute", "session", "idle-minute"]),
          rateMinor: z.number().meta({ description: "Minor units, at most four decimals." }),
          afterMinutes: z.int().optional(),
        }),
      )
      .meta({
        description: "In the order of AFIR Art. 5: per kWh, per minute, per session, other.",
      }),
    includesVat: z.boolean(),
    vatRateBasisPoints: z.int(),
  })
  .meta({ id: "ShownPrice" });

const place = z
  .object({
    operatorName: z.string(),
    supportPhone: z.string().optional(),
    siteName: z.string(),
    siteAddress: z.string().optional(),
    label: z.string().meta({ description: "What is written beside the socket. Compare it." }),
  })
  .meta({ id: "ShownPlace" });

const connector = z
  .object({
    place,
    plugType: z.enum(PLUG_TYPES).optional(),
    maxPowerW: z.int().optional(),
    status: z.enum(["free", "occupied", "offline", "out-of-order"]),
    open: z.boolean().meta({ description: "Whether one can charge without an account here." }),
    price: price.optional(),
    hold: amount.optional().meta({ description: "What is held before charging begins, at most." }),
    gate: z
      .object({ siteKey: z.string(), action: z.string(), scriptUrl: z.string() })
      .optional()
      .meta({
        description: "What to load and to execute at the click; absent where nobody looks.",
      }),
    plateDemanded: z.boolean(),
    intent: z.string().optional().meta({ description: "What to start with, signed by the page." }),
    intentEndsAt: answeredTime.optional(),
  })
  .meta({ id: "ShownConnector" });
export type ShownConnector = z.input<typeof connector>;

const newSession = z
  .strictObject({
    code: opaque,
    intent: opaque,
    recaptchaToken: z.string().min(1).max(4_000).optional().meta({
      description: "Fresh from the click: it lives two minutes and counts once.",
    }),
    ...proof,
    language: z
      .string()
      .regex(/^[a-z]{2}(-[A-Z]{2})?$/)
      .meta({ example: "en" }),
    noticeIds: z.array(z.string().max(120)).max(5).default([]).meta({
      description: "The words that the driver was shown or said yes to.",
    }),
    plate: z.string().trim().min(2).max(15).optional(),
    receiptEmail: z.email().max(254).optional(),
  })
  .meta({ id: "NewAdHocSession" });

const attempt = z
  .object({
    attemptId,
    state: z.enum(ADHOC_STATES),
    since: answeredTime,
    requestedAt: answeredTime,
    place,
    price,
    hold: amount,
    refusal: z
      .object({ because: z.enum(["try-again", "check-failed", "unavailable"]) })
      .optional()
      .meta({ description: "Why, as far as that helps; how close it was, nobody is told." }),
    stepUp: z.boolean().meta({ description: "Whether the bank asks for a second step." }),
    endedBecause: z.string().optional(),
    sessionId: z.string().optional(),
    stopRequestedAt: answeredTime.optional(),
  })
  .meta({ id: "AdHocSession" });
export type AdHocSessionView = z.input<typeof attempt>;

export const readConnector = operation({
  operationId: "readConnectorByCode",
  method: "GET",
  path: "/v1/adhoc/connectors/{code}",
  tag,
  summary: "What a driver sees who scanned a code",
  description:
    "A code that was altered or is none of ours answers 404, word for word the same. One that is over answers 410, with `verify`: what to compare the charger with.",
  permission: "public",
  params: z.strictObject({ code: opaque }),
  query: noQuery,
  reply: connector,
  statuses: [200],
});

export const startAdHocSession = operation({
  operationId: "startAdHocSession",
  method: "POST",
  path: "/v1/adhoc/sessions",
  tag,
  summary: "Begin to charge without an account",
  description:
    "The page signs `start\\n<intent>\\n<SHA-256 of the token, base64url>` with its key. Whether a person acts is judged after the answer; until then nothing is held and no charger hears of it. `handle` alone reads and stops it, as a Bearer token. The same intent again answers the same.",
  permission: "public",
  params: noParams,
  query: noQuery,
  body: newSession,
  reply: z.object({ attemptId, handle: z.string() }).meta({ id: "StartedAdHocSession" }),
  statuses: [202],
});

export const readAdHocSession = operation({
  operationId: "readAdHocSession",
  method: "GET",
  path: "/v1/adhoc/sessions/{attemptId}",
  tag,
  summary: "How far it has come",
  description: "With the handle as Bearer token; without it there is no such attempt.",
  permission: "public",
  params: inAttempt,
  query: noQuery,
  reply: attempt,
  statuses: [200],
});

export const stopAdHocSession = operation({
  operationId: "stopAdHocSession",
  method: "POST",
  path: "/v1/adhoc/sessions/{attemptId}/stop",
  tag,
  summary: "End it, at whatever point it is",
  description:
    "With the handle as Bearer token, and signed by the key that started it: `stop\\n<attemptId>\\n<signedAt>`. Before money is held, nothing comes of it any more.",
  permission: "public",
  params: inAttempt,
  query: noQuery,
  body: z.strictObject({ ...proof, signedAt: time }).meta({ id: "AdHocStop" }),
  reply: attempt,
  statuses: [202],
});

export const appealRefusal = operation({
  operationId: "appealRefusal",
  method: "POST",
  path: "/v1/adhoc/sessions/{attemptId}/appeal",
  tag,
  summary: "Say that one is no robot",
  description: "Counted for the operator; it changes nothing of the refusal. Once an attempt.",
  permission: "public",
  params: inAttempt,
  query: noQuery,
  reply: attempt,
  statuses: [202],
});

export const reportSticker = operation({
  operationId: "reportSticker",
  method: "POST",
  path: "/v1/adhoc/sticker-reports",
  tag,
  summary: "Report a sticker that looks wrong",
  description: "Answers the same whether the code or the operator is known.",
  permission: "public",
  params: noParams,
  query: noQuery,
  body: z
    .strictObject({
      code: opaque.optional(),
      operatorId: operatorId.optional(),
      label: name.max(40).optional().meta({ description: "What is written on the charger." }),
      concern: z.enum(["sticker-over-sticker", "leads-elsewhere", "asked-for-card", "other"]),
      seenHost: z
        .string()
        .regex(/^[A-Za-z0-9.-]{1,253}$/)
        .optional()
        .meta({ description: "The host that it led to." }),
    })
    .meta({ id: "NewStickerReport" }),
  reply: z.object({ received: z.literal(true) }).meta({ id: "StickerReportReceived" }),
  statuses: [202],
});

export const adhocOperations = [
  readConnector,
  startAdHocSession,
  readAdHocSession,
  stopAdHocSession,
  appealRefusal,
  reportSticker,
] as const;

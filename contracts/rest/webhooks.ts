import * as z from "zod";
import { domainEvent } from "../events/domain-event.ts";
import { answeredTime, inOperator, lifeOfItem, noQuery, operatorId, time } from "./fields.ts";
import { operation } from "./operation.ts";
import { pageFields, pageOf, pageQuery } from "./paging.ts";

const webhookId = z.string().regex(/^[a-z0-9]{12}$/, "12 characters: a-z and 0-9");
const deliveryId = z
  .string()
  .regex(/^[0-9A-HJKMNP-TV-Z]{26}$/, "26 characters of Crockford's base32");
const inWebhook = z.strictObject({ operatorId, webhookId });
const inDelivery = z.strictObject({ operatorId, webhookId, deliveryId });
const path = "/v1/operators/{operatorId}/webhooks";
const tag = "Webhooks";

/** The types of domain events that there are. */
const EVENT_TYPES = domainEvent.options.map((option) => option.shape.type.value);

const url = z.string().max(500).meta({ example: "https://hooks.example.com/chargeward" });
const events = z
  .array(z.enum(EVENT_TYPES))
  .max(EVENT_TYPES.length)
  .meta({ description: "Types of events; empty for all." });
const owner = z.string().trim().min(1).max(120).meta({ description: "Who answers for it." });

const fingerprint = z.string().meta({ description: "What the secret is recognised by." });

const fields = {
  operatorId,
  webhookId,
  url: z.string(),
  owner: z.string(),
  events: z.array(z.string()),
  enabled: z.boolean(),
  disabledAt: answeredTime.optional(),
  disabledBecause: z.enum(["by-hand", "failing", "gone"]).optional(),
  secretFingerprint: fingerprint,
  secretSetAt: answeredTime,
  failures: z.int().meta({ description: "Deliveries in a row that were given up." }),
  lastSuccessAt: answeredTime.optional(),
  lastFailureAt: answeredTime.optional(),
  ...lifeOfItem,
} as const;

const webhook = z.object(fields).meta({ id: "Webhook" });
const webhookWithSecret = z
  .object({
    ...fields,
    secret: z.string().optional().meta({
      description: "Shown this once; Standard Webhooks' `whsec_…`.",
    }),
  })
  .meta({ id: "WebhookWithSecret" });

const delivery = z
  .object({
    deliveryId,
    eventId: z.string(),
    eventType: z.string(),
    occurredAt: answeredTime,
    state: z.enum(["pending", "delivered", "failed", "held"]),
    attempts: z.int(),
    replays: z.int(),
    nextAttemptAt: answeredTime.optional(),
    lastAttemptAt: answeredTime.optional(),
    lastStatus: z.int().optional(),
    lastFault: z.string().optional(),
    deliveredAt: answeredTime.optional(),
  })
  .meta({ id: "WebhookDelivery" });

export const listWebhooks = operation({
  operationId: "listWebhooks",
  method: "GET",
  path,
  tag,
  summary: "List the webhooks",
  permission: "webhooks:read",
  params: inOperator,
  query: noQuery,
  reply: z.object({ items: z.array(webhook) }),
  statuses: [200],
});

export const createWebhook = operation({
  operationId: "createWebhook",
  method: "POST",
  path,
  tag,
  summary: "Have events sent to a URL",
  permission: "webhooks:write",
  params: inOperator,
  query: noQuery,
  body: z.strictObject({ url, owner, events: events.default([]) }).meta({ id: "NewWebhook" }),
  reply: webhookWithSecret,
  shownOnce: ["secret"],
  statuses: [201],
  etag: true,
});

export const readWebhook = operation({
  operationId: "readWebhook",
  method: "GET",
  path: `${path}/{webhookId}`,
  tag,
  summary: "Read a webhook",
  permission: "webhooks:read",
  params: inWebhook,
  query: noQuery,
  reply: webhook,
  statuses: [200],
  etag: true,
});

export const changeWebhook = operation({
  operationId: "changeWebhook",
  method: "PATCH",
  path: `${path}/{webhookId}`,
  tag,
  summary: "Change a webhook, switch it off or on",
  permission: "webhooks:write",
  params: inWebhook,
  query: noQuery,
  body: z
    .strictObject({
      url: url.optional(),
      owner: owner.optional(),
      events: events.optional(),
      enabled: z.boolean().optional(),
    })
    .meta({ id: "WebhookChange" }),
  reply: webhook,
  statuses: [200],
  etag: true,
  ifMatch: true,
});

export const deleteWebhook = operation({
  operationId: "deleteWebhook",
  method: "DELETE",
  path: `${path}/{webhookId}`,
  tag,
  summary: "Delete a webhook",
  permission: "webhooks:write",
  params: inWebhook,
  query: noQuery,
  statuses: [204],
  ifMatch: true,
});

export const rotateWebhookSecret = operation({
  operationId: "rotateWebhookSecret",
  method: "POST",
  path: `${path}/{webhookId}/secret`,
  tag,
  summary: "Give a webhook a new secret",
  description: "The one before signs beside it for 24 hours.",
  permission: "webhooks:write",
  params: inWebhook,
  query: noQuery,
  reply: webhookWithSecret,
  shownOnce: ["secret"],
  statuses: [200],
  etag: true,
});

export const listDeliveries = operation({
  operationId: "listDeliveries",
  method: "GET",
  path: `${path}/{webhookId}/deliveries`,
  tag,
  summary: "List what was sent in the last 30 days, newest first",
  permission: "webhooks:read",
  params: inWebhook,
  query: z.strictObject({ ...pageFields, state: delivery.shape.state.optional() }),
  reply: pageOf(delivery),
  statuses: [200],
});

export const replayDelivery = operation({
  operationId: "replayDelivery",
  method: "POST",
  path: `${path}/{webhookId}/deliveries/{deliveryId}/replay`,
  tag,
  summary: "Send one event again",
  permission: "webhooks:replay",
  params: inDelivery,
  query: noQuery,
  reply: delivery,
  statuses: [202],
});

export const replayDeliveries = operation({
  operationId: "replayDeliveries",
  method: "POST",
  path: `${path}/{webhookId}/replay`,
  tag,
  summary: "Send the events of a range of time again",
  description:
    "By the time of the events, newest first, a page a call: call again with `nextCursor` and the same body for the rest.",
  permission: "webhooks:replay",
  params: inWebhook,
  query: pageQuery,
  body: z
    .strictObject({
      from: time,
      to: time,
      states: z.array(delivery.shape.state).max(4).default(["failed", "held"]),
    })
    .meta({ id: "DeliveryRange" }),
  reply: z.object({ replayed: z.int(), nextCursor: z.string().optional() }),
  statuses: [202],
});

export const webhookOperations = [
  listWebhooks,
  createWebhook,
  readWebhook,
  changeWebhook,
  deleteWebhook,
  rotateWebhookSecret,
  listDeliveries,
  replayDelivery,
  replayDeliveries,
] as const;

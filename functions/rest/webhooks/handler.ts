import { deliveryStore } from "#adapters/dynamodb/delivery-store.ts";
import { webhookStore } from "#adapters/dynamodb/webhook-store.ts";
import { webhookQueue } from "#adapters/sqs/webhook-queue.ts";
import { webhookUrl } from "#adapters/webhooks/webhook-url.ts";
import {
  changeWebhook,
  createWebhook,
  deleteWebhook,
  listDeliveries,
  listWebhooks,
  readWebhook,
  replayDeliveries,
  replayDelivery,
  rotateWebhookSecret,
} from "#contracts/rest/webhooks.ts";
import { afterSeconds } from "#domain/commands/clock.ts";
import { DomainError } from "#domain/errors.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { firstDeliveryIdAt } from "#domain/webhooks/new-delivery.ts";
import { FORMER_SECRET_SECONDS, type Webhook } from "#domain/webhooks/webhook.ts";
import { environment } from "#functions/shared/environment.ts";
import { listOf, nextCursor, placeIn } from "#functions/shared/list-reply.ts";
import { newId } from "#functions/shared/new-id.ts";
import { checkIfMatch } from "#functions/shared/precondition.ts";
import { restHandler } from "#functions/shared/rest-handler.ts";
import { route } from "#functions/shared/rest-route.ts";
import { staffGate } from "#functions/shared/staff-gate.ts";
import { newSecret } from "./new-secret.ts";
import { replay } from "./replay.ts";
import { switched } from "./switched.ts";
import { deliveryReply, webhookReply } from "./webhook-reply.ts";

const directoryTable = environment("DIRECTORY_TABLE");
const keyArn = environment("CREDENTIAL_KEY_ARN");
const allowsLoopback = environment("WEBHOOKS_TO_LOOPBACK") === "allowed";
const deliveries = deliveryStore(directoryTable);
const ports = { deliveries, schedule: webhookQueue(environment("WEBHOOK_QUEUE_URL")) };
const storeOf = (context: TenantContext) => webhookStore(context, directoryTable);

export const handler = restHandler(
  [
    route(listWebhooks, async ({ context }) => {
      const webhooks = await storeOf(context).all();
      return { body: { items: webhooks.map(webhookReply) } };
    }),

    route(createWebhook, async ({ context, body, receivedAt }) => {
      const url = webhookUrl(body.url, { allowsLoopback }).href;
      const webhookId = newId();
      const { text, secret } = await newSecret(context, { webhookId, keyArn, now: receivedAt });
      const webhook: Webhook = {
        ...body,
        url,
        operatorId: context.operatorId,
        webhookId,
        secret,
        enabled: true,
        failures: 0,
        createdAt: receivedAt,
        updatedAt: receivedAt,
        version: 1,
      };
      await storeOf(context).create(webhook);
      const location = `/v1/operators/${context.operatorId}/webhooks/${webhookId}`;
      return {
        body: { ...webhookReply(webhook), secret: text },
        version: webhook.version,
        headers: { location },
      };
    }),

    route(readWebhook, async ({ context, params }) => {
      const webhook = await storeOf(context).find(params.webhookId);
      return { body: webhookReply(webhook), version: webhook.version };
    }),

    route(changeWebhook, async ({ context, params, body, headers, receivedAt }) => {
      const store = storeOf(context);
      const before = await store.find(params.webhookId);
      checkIfMatch(headers["if-match"], before.version);
      const { url, enabled, ...fields } = body;
      const address = url === undefined ? {} : { url: webhookUrl(url, { allowsLoopback }).href };
      const change = { ...fields, ...address, ...switched(before, enabled, receivedAt) };
      await store.change(before, change, receivedAt);
      const webhook = await store.find(params.webhookId);
      return { body: webhookReply(webhook), version: webhook.version };
    }),

    route(deleteWebhook, async ({ context, params, headers, receivedAt }) => {
      const store = storeOf(context);
      const before = await store.find(params.webhookId);
      checkIfMatch(headers["if-match"], before.version);
      await store.remove(before, receivedAt);
      return {};
    }),

    route(rotateWebhookSecret, async ({ context, params, receivedAt }) => {
      const { webhookId } = params;
      const store = storeOf(context);
      const before = await store.find(webhookId);
      const { text, secret } = await newSecret(context, { webhookId, keyArn, now: receivedAt });
      const until = afterSeconds(receivedAt, FORMER_SECRET_SECONDS);
      await store.change(before, { secret, formerSecret: { ...before.secret, until } }, receivedAt);
      const webhook = await store.find(webhookId);
      return { body: { ...webhookReply(webhook), secret: text }, version: webhook.version };
    }),

    route(listDeliveries, async ({ context, params, query }) => {
      const { webhookId } = await storeOf(context).find(params.webhookId);
      const list = listOf(context, `deliveries of ${webhookId}`, query);
      const { operatorId } = context;
      const { limit, state } = query;
      const after = placeIn(list, query);
      const page = await deliveries.list({ operatorId, webhookId }, { limit, after });
      const wanted = page.items.filter((item) => state === undefined || item.state === state);
      return { body: { items: wanted.map(deliveryReply), ...nextCursor(list, page) } };
    }),

    route(replayDelivery, async ({ context, params, receivedAt }) => {
      const { operatorId } = context;
      const delivery = await deliveries.find({ ...params, operatorId });
      if (!delivery) {
        throw new DomainError("webhook.delivery-not-found", "There is no such delivery.");
      }
      return { body: deliveryReply(await replay(delivery, receivedAt, ports)) };
    }),

    route(replayDeliveries, async ({ context, params, query, body, receivedAt }) => {
      const { operatorId } = context;
      const { webhookId } = await storeOf(context).find(params.webhookId);
      const list = listOf(context, `replay of ${webhookId}`, { ...query, ...body });
      const page = await deliveries.list(
        { operatorId, webhookId },
        {
          limit: query.limit,
          after: placeIn(list, query),
          from: firstDeliveryIdAt(body.from),
          to: firstDeliveryIdAt(body.to),
        },
      );
      const wanted = page.items.filter(({ state }) => body.states.includes(state));
      for (const delivery of wanted) await replay(delivery, receivedAt, ports);
      return { body: { replayed: wanted.length, ...nextCursor(list, page) } };
    }),
  ],
  staffGate,
);

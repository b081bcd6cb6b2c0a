import { createHash } from "node:crypto";
import { injectLambdaContext } from "@aws-lambda-powertools/logger/middleware";
import middy from "@middy/core";
import { deliveryStore } from "#adapters/dynamodb/delivery-store.ts";
import { webhooksOf } from "#adapters/dynamodb/webhook-store.ts";
import { webhookQueue } from "#adapters/sqs/webhook-queue.ts";
import { dueOf } from "#domain/webhooks/deliver.ts";
import { type DeliverableEvent, newDelivery } from "#domain/webhooks/new-delivery.ts";
import { wants } from "#domain/webhooks/webhook.ts";
import { environment } from "#functions/shared/environment.ts";
import { logger } from "#functions/shared/observability.ts";
import { rememberedWebhooks } from "./remembered-webhooks.ts";

const directoryTable = environment("DIRECTORY_TABLE");
const deliveries = deliveryStore(directoryTable);
const schedule = webhookQueue(environment("WEBHOOK_QUEUE_URL"));
const find = rememberedWebhooks((operatorId) => webhooksOf(directoryTable, operatorId));

/** Woken by each domain event: queues it for every webhook of its operator that wants it. */
export const handler = middy(async ({ detail: event }: { readonly detail: DeliverableEvent }) => {
  const webhooks = (await find(event.operatorId)).filter((webhook) => wants(webhook, event.type));
  const now = new Date().toISOString();
  for (const webhook of webhooks) {
    const digest = createHash("sha256")
      .update(JSON.stringify([webhook.webhookId, event.eventId]))
      .digest();
    const delivery = newDelivery(webhook, event, { digest, now });
    await deliveries.begin(delivery);
    // Also where it had begun already: the message may be what was missing.
    await schedule(dueOf(delivery));
  }
}).use(injectLambdaContext(logger, { resetKeys: true }));

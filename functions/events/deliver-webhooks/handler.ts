import { deliveryStore } from "#adapters/dynamodb/delivery-store.ts";
import { signalStore } from "#adapters/dynamodb/signal-store.ts";
import { webhookHealth } from "#adapters/dynamodb/webhook-health.ts";
import { readWebhook } from "#adapters/dynamodb/webhook-store.ts";
import { secretOpener } from "#adapters/kms/sealed-secret.ts";
import { webhookQueue } from "#adapters/sqs/webhook-queue.ts";
import { postWebhook } from "#adapters/webhooks/post.ts";
import { signatureHeaders } from "#adapters/webhooks/signature.ts";
import { type DeliveryPorts, type DueDelivery, deliver } from "#domain/webhooks/deliver.ts";
import { environment } from "#functions/shared/environment.ts";
import { eventHandler } from "#functions/shared/event-handler.ts";
import { logger } from "#functions/shared/observability.ts";
import { openSecrets } from "./open-secrets.ts";

interface QueueRecord {
  readonly messageId: string;
  readonly body: string;
}

const TIMEOUT_MS = 10_000;

const directoryTable = environment("DIRECTORY_TABLE");
const deliveries = deliveryStore(directoryTable);
const health = webhookHealth(directoryTable);
const signals = signalStore(environment("SECURITY_TABLE"));
const open = secretOpener(environment("CREDENTIAL_KEY_ARN"));
const secretsOf = openSecrets((webhook, sealed) =>
  open(webhook.operatorId, sealed, { purpose: "webhook", itemId: webhook.webhookId }),
);
const allowsLoopback = environment("WEBHOOKS_TO_LOOPBACK") === "allowed";

const ports: DeliveryPorts = {
  ...health,
  findDelivery: deliveries.find,
  findWebhook: ({ operatorId, webhookId }) => readWebhook(directoryTable, operatorId, webhookId),
  keep: deliveries.keep,
  schedule: webhookQueue(environment("WEBHOOK_QUEUE_URL")),
  async send(webhook, { deliveryId: id, body }, now) {
    const headers = signatureHeaders({ id, body, sentAt: now }, await secretsOf(webhook, now));
    const options = { allowsLoopback, timeoutMs: TIMEOUT_MS };
    return postWebhook(webhook.url, { body, headers }, options);
  },
  async disable(webhook, because, at) {
    if (!(await health.disable(webhook, because, at))) return;
    const { operatorId, webhookId } = webhook;
    const evidence = { webhookId, because };
    await signals.recordSignal({ operatorId, kind: "webhook.disabled", evidence, at });
  },
  now: () => new Date().toISOString(),
  jitter: Math.random,
};

/** Woken by deliveries that are due: makes one attempt each, side by side, so that a slow receiver holds up no other. */
export const handler = eventHandler<QueueRecord>({
  async handle(records) {
    const attempts = records.map(async ({ messageId, body }) => {
      const due = JSON.parse(body) as DueDelivery;
      try {
        await deliver(due, ports);
        return [];
      } catch (error) {
        const { operatorId, webhookId, deliveryId } = due;
        logger.error("a delivery failed", { operatorId, webhookId, deliveryId, error });
        return [messageId];
      }
    });
    return (await Promise.all(attempts)).flat();
  },
});

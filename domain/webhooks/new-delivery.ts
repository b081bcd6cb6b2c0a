import { newCommandId } from "../commands/command-id.ts";
import type { Delivery } from "./delivery.ts";
import type { Webhook } from "./webhook.ts";

/** What a delivery needs to know of an event; all of it is sent. */
export interface DeliverableEvent {
  readonly eventId: string;
  readonly type: string;
  readonly operatorId: string;
  readonly occurredAt: string;
}

/** An id that the same event and webhook always give, in the order of the events' times. */
function deliveryIdOf(event: DeliverableEvent, digest: Uint8Array): string {
  return newCommandId(Date.parse(event.occurredAt), digest);
}

/** The first place in the order of delivery ids at a moment. */
export function firstDeliveryIdAt(moment: string): string {
  return newCommandId(Date.parse(moment), new Uint8Array(32));
}

/** An event on its way to a webhook. The body's shape is the one that Standard Webhooks recommend. */
export function newDelivery(
  webhook: Pick<Webhook, "operatorId" | "webhookId">,
  event: DeliverableEvent,
  { digest, now }: { readonly digest: Uint8Array; readonly now: string },
): Delivery {
  const { eventId, type, occurredAt } = event;
  return {
    operatorId: webhook.operatorId,
    webhookId: webhook.webhookId,
    deliveryId: deliveryIdOf(event, digest),
    eventId,
    eventType: type,
    occurredAt,
    body: JSON.stringify({ type, timestamp: occurredAt, data: event }),
    state: "pending",
    attempts: 0,
    nextAttemptAt: now,
    replays: 0,
  };
}

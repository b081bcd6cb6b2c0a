import type { deliveryStore } from "#adapters/dynamodb/delivery-store.ts";
import type { webhookQueue } from "#adapters/sqs/webhook-queue.ts";
import { DomainError } from "#domain/errors.ts";
import { dueOf } from "#domain/webhooks/deliver.ts";
import { type Delivery, replayed } from "#domain/webhooks/delivery.ts";

interface ReplayPorts {
  readonly deliveries: ReturnType<typeof deliveryStore>;
  readonly schedule: ReturnType<typeof webhookQueue>;
}

/** Queues a delivery anew. Throws `request.conflict` where an attempt ends at the same moment. */
export async function replay(
  before: Delivery,
  now: string,
  { deliveries, schedule }: ReplayPorts,
): Promise<Delivery> {
  const after = replayed(before, now);
  if (!(await deliveries.keep(before, after))) {
    throw new DomainError("request.conflict", "The delivery changes at this moment; try again.");
  }
  await schedule(dueOf(after));
  return after;
}

import { secondsBetween } from "../commands/clock.ts";
import { type AttemptOutcome, afterAttempt, type Delivery, STATUS_GONE } from "./delivery.ts";
import { FAILURES_UNTIL_DISABLED, type Webhook } from "./webhook.ts";

/** What a message of the delivery queue says: which attempt of which delivery is due. */
export interface DueDelivery {
  readonly operatorId: string;
  readonly webhookId: string;
  readonly deliveryId: string;
  /** Attempts and replays that came before; a message of an attempt that was made is passed over. */
  readonly attempts: number;
  readonly replays: number;
}

export interface DeliveryPorts {
  readonly findDelivery: (due: DueDelivery) => Promise<Delivery | undefined>;
  readonly findWebhook: (due: DueDelivery) => Promise<Webhook | undefined>;
  readonly send: (webhook: Webhook, delivery: Delivery, now: string) => Promise<AttemptOutcome>;
  /** False where the stored delivery is no longer the one before. */
  readonly keep: (before: Delivery, after: Delivery) => Promise<boolean>;
  readonly schedule: (due: DueDelivery, delaySeconds: number) => Promise<void>;
  readonly noteSuccess: (webhook: Webhook, now: string) => Promise<void>;
  /** Counts a delivery that was given up; gives how many there were in a row. */
  readonly noteFailure: (webhook: Webhook, now: string) => Promise<number>;
  readonly disable: (webhook: Webhook, because: "failing" | "gone", now: string) => Promise<void>;
  readonly now: () => string;
  readonly jitter: () => number;
}

/** The message for the attempt that a delivery waits for. */
export function dueOf(delivery: Delivery): DueDelivery {
  const { operatorId, webhookId, deliveryId, attempts, replays } = delivery;
  return { operatorId, webhookId, deliveryId, attempts, replays };
}

/**
 * Makes one attempt. Steps: read the delivery and pass over an attempt that was made; wait on where it is not due yet;
 * hold it where the webhook is off; send; queue the next attempt before the outcome is stored, so that none is lost;
 * then judge the webhook's health. A receiver may see an event twice, never not at all.
 */
export async function deliver(due: DueDelivery, ports: DeliveryPorts): Promise<void> {
  const delivery = await ports.findDelivery(due);
  if (delivery?.state !== "pending") return;
  if (delivery.attempts !== due.attempts || delivery.replays !== due.replays) return;
  const now = ports.now();
  const wait = secondsBetween(now, delivery.nextAttemptAt);
  if (wait > 0) return ports.schedule(due, wait);

  const webhook = await ports.findWebhook(due);
  if (!webhook?.enabled) {
    await ports.keep(delivery, { ...delivery, state: "held" });
    return;
  }
  const outcome = await ports.send(webhook, delivery, now);
  const at = ports.now();
  const after = afterAttempt(delivery, outcome, { now: at, jitter: ports.jitter() });
  if (after.state === "pending") {
    await ports.schedule(dueOf(after), secondsBetween(at, after.nextAttemptAt));
  }
  if (!(await ports.keep(delivery, after))) return;
  await judge(webhook, after, ports, at);
}

async function judge(webhook: Webhook, after: Delivery, ports: DeliveryPorts, now: string) {
  if (after.state === "delivered") return ports.noteSuccess(webhook, now);
  if (after.state !== "failed") return;
  const failures = await ports.noteFailure(webhook, now);
  if (after.lastStatus === STATUS_GONE) return ports.disable(webhook, "gone", now);
  if (failures >= FAILURES_UNTIL_DISABLED) return ports.disable(webhook, "failing", now);
}

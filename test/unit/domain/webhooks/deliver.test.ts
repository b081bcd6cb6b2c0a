import { describe, expect, it } from "vitest";
import { type DeliveryPorts, type DueDelivery, deliver, dueOf } from "#domain/webhooks/deliver.ts";
import {
  type AttemptOutcome,
  afterAttempt,
  type Delivery,
  MAXIMUM_ATTEMPTS,
  replayed,
} from "#domain/webhooks/delivery.ts";
import { FAILURES_UNTIL_DISABLED, type Webhook } from "#domain/webhooks/webhook.ts";

const NOW = "2026-03-01T10:00:00.000Z";

const aDelivery = (fields: Partial<Delivery> = {}): Delivery => ({
  operatorId: "demo-a",
  webhookId: "hook",
  deliveryId: "delivery",
  eventId: "event",
  eventType: "SessionEnded",
  occurredAt: NOW,
  body: "{}",
  state: "pending",
  attempts: 0,
  nextAttemptAt: NOW,
  replays: 0,
  ...fields,
});

const aWebhook = (fields: Partial<Webhook> = {}): Webhook => ({
  operatorId: "demo-a",
  webhookId: "hook",
  url: "https://hooks.example.com/",
  owner: "Back office",
  events: [],
  secret: { sealed: "sealed", fingerprint: "1234", setAt: NOW, setBy: "ann" },
  enabled: true,
  failures: 0,
  createdAt: NOW,
  updatedAt: NOW,
  version: 1,
  ...fields,
});

/** A world with one delivery to one webhook, whose receiver answers one thing after the other. */
function world(
  given: { readonly delivery?: Delivery; readonly webhook?: Webhook | undefined },
  answers: readonly AttemptOutcome[],
) {
  let delivery = given.delivery ?? aDelivery();
  let failures = 0;
  let now = NOW;
  const left = [...answers];
  const scheduled: { readonly due: DueDelivery; readonly delaySeconds: number }[] = [];
  const told: string[] = [];
  const webhook = "webhook" in given ? given.webhook : aWebhook();
  const ports: DeliveryPorts = {
    findDelivery: async () => delivery,
    findWebhook: async () => webhook,
    send: async () => {
      told.push("sent");
      return left.shift() ?? { ok: true, status: 200 };
    },
    keep: async (before, after) => {
      if (before !== delivery) return false;
      delivery = after;
      return true;
    },
    schedule: async (due, delaySeconds) => void scheduled.push({ due, delaySeconds }),
    noteSuccess: async () => void told.push("success"),
    noteFailure: async () => ++failures,
    disable: async (_, because) => void told.push(`disabled: ${because}`),
    now: () => now,
    jitter: () => 0,
  };
  return {
    ports,
    scheduled,
    told,
    delivery: () => delivery,
    at: (time: string) => {
      now = time;
    },
    fail: (times: number) => {
      failures = times;
    },
  };
}

const REFUSED: AttemptOutcome = { ok: false, fault: "status", status: 500 };

describe("a delivery", () => {
  it("is over when the receiver takes it", async () => {
    const { ports, delivery, scheduled, told } = world({}, [{ ok: true, status: 202 }]);

    await deliver(dueOf(aDelivery()), ports);

    expect(delivery()).toMatchObject({ state: "delivered", attempts: 1, lastStatus: 202 });
    expect(scheduled).toEqual([]);
    expect(told).toEqual(["sent", "success"]);
  });

  it("is tried again with growing pauses, and given up in the end", async () => {
    let delivery = aDelivery();
    const pauses: number[] = [];

    for (let attempt = 0; attempt < MAXIMUM_ATTEMPTS; attempt++) {
      delivery = afterAttempt(delivery, REFUSED, { now: NOW, jitter: 0 });
      pauses.push((Date.parse(delivery.nextAttemptAt) - Date.parse(NOW)) / 1000);
    }

    expect(pauses.slice(0, -1)).toEqual([5, 60, 300, 900, 3_600, 10_800, 21_600]);
    expect(delivery).toMatchObject({ state: "failed", attempts: MAXIMUM_ATTEMPTS });
  });

  it("waits on where its message comes too early", async () => {
    const later = aDelivery({ attempts: 4, nextAttemptAt: "2026-03-01T11:00:00.000Z" });
    const { ports, scheduled, told } = world({ delivery: later }, []);

    await deliver(dueOf(later), ports);

    expect(scheduled).toEqual([{ due: dueOf(later), delaySeconds: 3_600 }]);
    expect(told).toEqual([]);
  });

  it.each([
    ["an attempt that was made", dueOf(aDelivery({ attempts: 0 })), aDelivery({ attempts: 1 })],
    ["one that was replayed since", dueOf(aDelivery()), aDelivery({ replays: 1 })],
    ["one that is over", dueOf(aDelivery()), aDelivery({ state: "delivered" })],
  ])("is not sent for a message of %s", async (_, due, delivery) => {
    const { ports, told } = world({ delivery }, []);

    await deliver(due, ports);

    expect(told).toEqual([]);
  });

  it.each([
    ["was switched off", aWebhook({ enabled: false })],
    ["is gone", undefined],
  ])("is held where the webhook %s", async (_, webhook) => {
    const { ports, delivery, told } = world({ webhook }, []);

    await deliver(dueOf(aDelivery()), ports);

    expect(delivery().state).toBe("held");
    expect(told).toEqual([]);
  });

  it("begins anew when it is replayed, under the same id", () => {
    const failed = aDelivery({ state: "failed", attempts: 8, lastFault: "timed-out" });

    expect(replayed(failed, NOW)).toEqual(aDelivery({ replays: 1 }));
  });
});

describe("a webhook", () => {
  it("is switched off after so many deliveries in a row that were given up", async () => {
    const last = aDelivery({ attempts: MAXIMUM_ATTEMPTS - 1 });
    const one = world({ delivery: last }, [REFUSED]);
    const many = world({ delivery: last }, [REFUSED]);
    many.fail(FAILURES_UNTIL_DISABLED - 1);

    await deliver(dueOf(last), one.ports);
    await deliver(dueOf(last), many.ports);

    expect(one.told).toEqual(["sent"]);
    expect(many.told).toEqual(["sent", "disabled: failing"]);
  });

  it("is switched off at once when its receiver says that it is gone", async () => {
    const { ports, told, delivery } = world({}, [{ ok: false, fault: "status", status: 410 }]);

    await deliver(dueOf(aDelivery()), ports);

    expect(told).toEqual(["sent", "disabled: gone"]);
    expect(delivery().state).toBe("failed");
  });
});

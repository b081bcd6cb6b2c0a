import type { EventBridgeOptions, RuleTarget } from "../services.ts";
import type { Delivery, Outbox } from "./outbox.ts";

/** What AWS does for a rule's target unless the rule says otherwise. */
const MAXIMUM_ATTEMPTS = 185;
const MAXIMUM_AGE_SECONDS = 86_400;
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 60_000;
const AT_ONCE = 10;
const POLL_MS = 250;

export interface Deliverer {
  /** Says that there may be something due. */
  readonly wake: () => void;
  readonly stop: () => Promise<void>;
}

type Sinks = Pick<EventBridgeOptions, "invoke" | "sendToQueue" | "writeLog">;

function isExhausted({ target, attempts, createdAtMs }: Delivery): boolean {
  const ageSeconds = (Date.now() - createdAtMs) / 1000;
  return (
    attempts >= (target.maximumRetryAttempts ?? MAXIMUM_ATTEMPTS) ||
    ageSeconds >= (target.maximumEventAgeSeconds ?? MAXIMUM_AGE_SECONDS)
  );
}

function inputFor({ target, event }: Delivery): unknown {
  return target.input === undefined ? event : JSON.parse(target.input);
}

async function hand(sinks: Sinks, target: RuleTarget, input: unknown): Promise<void> {
  if (target.arn.includes(":sqs:")) await sinks.sendToQueue(target.arn, JSON.stringify(input));
  else await sinks.invoke(target.arn, input);
}

/** Takes deliveries out of the outbox to their targets, again with growing pauses, and to the dead-letter queue in the end. */
export function startDelivering(outbox: Outbox, sinks: Sinks): Deliverer {
  const inFlight = new Map<number, Promise<void>>();
  let stopped = false;

  async function giveUp(delivery: Delivery): Promise<void> {
    const queue = delivery.target.deadLetterQueueArn;
    if (queue !== undefined) await sinks.sendToQueue(queue, JSON.stringify(inputFor(delivery)));
    outbox.remove(delivery.id);
    sinks.writeLog(`EventBridge gave up an event for ${delivery.target.arn}`);
  }

  async function attempt(delivery: Delivery): Promise<void> {
    const { id, attempts } = delivery;
    try {
      await hand(sinks, delivery.target, inputFor(delivery));
      outbox.remove(id);
    } catch {
      // The delivery is still on disk, and the next start tries it again.
      if (stopped) return;
      const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(attempts, 20));
      if (isExhausted(delivery)) await giveUp(delivery);
      else outbox.postpone(id, Date.now() + pauseMs);
    }
  }

  function wake(): void {
    if (stopped || inFlight.size >= AT_ONCE) return;
    const due = outbox.due(Date.now(), AT_ONCE * 2).filter(({ id }) => !inFlight.has(id));
    for (const delivery of due.slice(0, AT_ONCE - inFlight.size)) {
      const done = attempt(delivery)
        .catch(() => {
          sinks.writeLog("EventBridge could not reach a dead-letter queue");
          outbox.postpone(delivery.id, Date.now() + LONGEST_PAUSE_MS);
        })
        .finally(() => {
          inFlight.delete(delivery.id);
          wake();
        });
      inFlight.set(delivery.id, done);
    }
  }

  const timer = setInterval(wake, POLL_MS);
  return {
    wake,
    stop: async () => {
      clearInterval(timer);
      stopped = true;
      const patience = AbortSignal.timeout(500);
      await Promise.race([
        Promise.all(inFlight.values()),
        new Promise((resolve) => patience.addEventListener("abort", resolve)),
      ]);
    },
  };
}

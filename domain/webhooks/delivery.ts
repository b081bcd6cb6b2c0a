import { afterSeconds } from "../commands/clock.ts";

type DeliveryState = "pending" | "delivered" | "failed" | "held";

/** One event on its way to one webhook. Times are ISO 8601 UTC. */
export interface Delivery {
  readonly operatorId: string;
  readonly webhookId: string;
  /** The same for every attempt and for a replay: what the receiver knows a repetition by. */
  readonly deliveryId: string;
  readonly eventId: string;
  readonly eventType: string;
  readonly occurredAt: string;
  /** The text that is sent and signed. */
  readonly body: string;
  /** `held`: the webhook was switched off before it could be sent. */
  readonly state: DeliveryState;
  /** Attempts since it was queued, or replayed. */
  readonly attempts: number;
  /** Before this moment no attempt is made. */
  readonly nextAttemptAt: string;
  readonly lastAttemptAt?: string;
  readonly lastStatus?: number;
  readonly lastFault?: DeliveryFault;
  readonly deliveredAt?: string;
  /** How often somebody asked for it again. */
  readonly replays: number;
}

/** Why an attempt came to nothing, where there is no status to tell. */
export type DeliveryFault = "address-refused" | "timed-out" | "unreachable" | "status";

/** What came of one attempt. */
export type AttemptOutcome =
  | { readonly ok: true; readonly status: number }
  | { readonly ok: false; readonly fault: DeliveryFault; readonly status?: number };

/** Seconds to wait after the first, second, … attempt: about ten hours in all. */
const PAUSES_SECONDS = [5, 60, 300, 900, 3_600, 10_800, 21_600] as const;
export const MAXIMUM_ATTEMPTS = PAUSES_SECONDS.length + 1;
/** Nobody answers "gone" by mistake. */
export const STATUS_GONE = 410;

/** A delivery after an attempt: delivered, to be tried again later, or given up. `jitter` is 0 to 1. */
export function afterAttempt(
  delivery: Delivery,
  outcome: AttemptOutcome,
  { now, jitter }: { readonly now: string; readonly jitter: number },
): Delivery {
  const attempts = delivery.attempts + 1;
  const { lastFault: _, lastStatus, ...before } = delivery;
  const tried = {
    ...before,
    attempts,
    lastAttemptAt: now,
    ...(outcome.status !== undefined && { lastStatus: outcome.status }),
  };
  if (outcome.ok) return { ...tried, state: "delivered", deliveredAt: now };
  const failed = { ...tried, lastFault: outcome.fault };
  const pause = PAUSES_SECONDS[attempts - 1];
  const isHopeless = outcome.status === STATUS_GONE || outcome.fault === "address-refused";
  if (pause === undefined || isHopeless) return { ...failed, state: "failed" };
  return { ...failed, nextAttemptAt: afterSeconds(now, Math.ceil(pause * (1 + jitter / 5))) };
}

/** A delivery that is to be made anew, whatever came of it. */
export function replayed(delivery: Delivery, now: string): Delivery {
  const { deliveredAt: _, lastFault, lastStatus, ...before } = delivery;
  return {
    ...before,
    state: "pending",
    attempts: 0,
    nextAttemptAt: now,
    replays: delivery.replays + 1,
  };
}

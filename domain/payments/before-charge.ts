import type { EndReason, Payment } from "./payment.ts";
import type { CommandSight, Sight, Step } from "./step.ts";
import {
  after,
  earlier,
  hasCome,
  LOOK_AGAIN_SECONDS,
  PLUG_IN_WITHIN_SECONDS,
  WIND_DOWN_SECONDS,
} from "./timers.ts";

const FAILURES: Readonly<Partial<Record<CommandSight, EndReason>>> = {
  offline: "charger-offline",
  rejected: "charger-rejected",
};

/** A hold is placed and no session runs on it: the charger is told to start, and the hold given up where nothing comes of it. */
export function beforeCharge(payment: Payment, sight: Sight, now: string): Step {
  const { start, stopAskedAt, hold } = payment;
  if (stopAskedAt !== undefined) return { do: "give-up-hold", because: "driver-left" };
  const lastStart = hold && after(hold.captureBefore, -WIND_DOWN_SECONDS);
  if (lastStart === undefined || hasCome(lastStart, now)) {
    return { do: "give-up-hold", because: "not-plugged-in" };
  }
  if (!start) return { do: "prepare-start" };

  const plugInUntil = after(start.requestedAt, PLUG_IN_WITHIN_SECONDS);
  const failure = FAILURES[sight.start];
  if (failure !== undefined) return { do: "give-up-hold", because: failure };
  if (hasCome(plugInUntil, now)) {
    const because = sight.start === "accepted" ? "not-plugged-in" : "charger-silent";
    return { do: "give-up-hold", because };
  }
  if (sight.start === "missing") return { do: "send-start" };
  return { do: "wait", until: earlier(plugInUntil, after(now, LOOK_AGAIN_SECONDS)) };
}

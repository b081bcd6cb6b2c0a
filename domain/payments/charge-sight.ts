import { costOf } from "../charging/cost.ts";
import { secondsBetween } from "../charging/duration.ts";
import type { MeterReading, Session } from "../charging/session.ts";
import { type SessionView, sessionView } from "../charging/session-view.ts";
import type { ChargeSight } from "./step.ts";
import { after, LOOK_AHEAD_SECONDS } from "./timers.ts";

const SECONDS_PER_HOUR = 3_600;
/** A charger that says nothing for longer has most likely stopped, or tells it all at once later. */
const LONGEST_SILENCE_SECONDS = 300;

/** What a session has come to, and will have come to when it is looked at again if it goes on as it does. */
export function chargeSight(
  session: Session,
  readings: readonly MeterReading[],
  now: string,
): ChargeSight {
  const view = sessionView(session, readings, now);
  const { sessionId, state, startedAt, energyWh, idleSeconds, billHeld } = view;
  const hasCost = session.tariff !== undefined;
  return {
    sessionId,
    state,
    startedAt,
    energyWh,
    ...(hasCost && { cost: view.cost }),
    expectedMinor: session.tariff
      ? costOf({
          tariff: session.tariff,
          energyWh: energyWh + energyAhead(view, now),
          startedAt,
          endedAt: after(now, LOOK_AHEAD_SECONDS),
          idleSeconds,
        }).amountMinor
      : 0,
    billHeld,
  };
}

/** What flows until then: at the power that was told last, else as fast as in the session so far. */
function energyAhead({ latest, energyWh, startedAt }: SessionView, now: string): number {
  const { powerW } = latest;
  const sinceStart = Math.max(secondsBetween(startedAt, now), 1);
  const wattsSoFar = (energyWh * SECONDS_PER_HOUR) / sinceStart;
  const silentSeconds = powerW
    ? Math.min(secondsBetween(powerW.sampledAt, now), LONGEST_SILENCE_SECONDS)
    : 0;
  const watts = Math.max(powerW?.value ?? wattsSoFar, 0);
  return (watts * (LOOK_AHEAD_SECONDS + silentSeconds)) / SECONDS_PER_HOUR;
}

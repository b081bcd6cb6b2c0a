/** Seconds that a driver has to pay after the gate let them through. */
export const PAY_WITHIN_SECONDS = 15 * 60;
/** Seconds from the start command until the car must be plugged in. */
export const PLUG_IN_WITHIN_SECONDS = 3 * 60;
/** Seconds from the session's start until energy must flow. */
export const ENERGY_WITHIN_SECONDS = 10 * 60;
/** What part of the hold may be used before the charger is told to stop. */
export const STOP_AT_PERCENT = 95;
/** How far ahead a running session is priced: it is looked at once a minute, and a stop takes a while. */
export const LOOK_AHEAD_SECONDS = 90;
export const LOOK_AGAIN_SECONDS = 60;
/** Seconds before a hold is lost that nothing begins any more, and what charges is stopped. */
export const WIND_DOWN_SECONDS = 60 * 60;
/** Seconds before a hold is lost that what is proven is taken, though the car still charges. */
export const LAST_CAPTURE_SECONDS = 15 * 60;
/** Seconds between two looks at whether the driver has paid; a webhook is usually faster. */
export const POLL_SECONDS = 60;
/** Seconds that a stop has until it is told again. */
export const STOP_AGAIN_SECONDS = 120;
/** After so many a person is told. */
export const STOPS_UNTIL_CASE = 3;
export const TRIES_UNTIL_CASE = 5;

const FIRST_PAUSE_SECONDS = 15;
const LONGEST_PAUSE_SECONDS = 15 * 60;

/** A time so many seconds after another, ISO 8601 UTC. */
export function after(isoTime: string, seconds: number): string {
  return new Date(Date.parse(isoTime) + seconds * 1000).toISOString();
}

/** Whether a moment has come; a time that cannot be read has. */
export function hasCome(isoTime: string, now: string): boolean {
  return !(Date.parse(isoTime) > Date.parse(now));
}

/** The earlier of two times. */
export function earlier(one: string, other: string): string {
  return Date.parse(one) <= Date.parse(other) ? one : other;
}

/** When a step that failed so often is tried again. */
export function retryAt(now: string, tries: number): string {
  return after(now, Math.min(FIRST_PAUSE_SECONDS * 2 ** tries, LONGEST_PAUSE_SECONDS));
}

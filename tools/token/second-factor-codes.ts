import { setTimeout as wait } from "node:timers/promises";
import { codeAt } from "#local/cognito/totp.ts";

const PERIOD_MS = 30_000;
/** A code counts once, so whoever signs in again within half a minute needs another one, and at worst has to wait for it. */
const WAITS = 2;

/** The codes that a platform may take now, earliest first, and then each new one as its time comes. */
export async function* secondFactorCodes(
  secret: string,
  now: () => number = Date.now,
): AsyncGenerator<string> {
  yield codeAt(secret, now() - PERIOD_MS);
  yield codeAt(secret, now());
  yield codeAt(secret, now() + PERIOD_MS);
  for (let waits = 0; waits < WAITS; waits++) {
    await wait(PERIOD_MS - (now() % PERIOD_MS));
    yield codeAt(secret, now() + PERIOD_MS);
  }
}

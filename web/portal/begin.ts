import type { ShownConnector } from "#contracts/rest/adhoc.ts";
import { type KeptAttempt, keepAttempt, openAttemptAt } from "./attempt-memory.ts";
import { checkToken } from "./browser-check.ts";
import { sha256, signed } from "./page-key.ts";
import { platform } from "./platform.ts";
import { PlatformProblem } from "./problem.ts";

export interface Wish {
  readonly language: string;
  readonly noticeIds: readonly string[];
  readonly plate?: string;
  readonly receiptEmail?: string;
}

/**
 * Begins to charge at a connector as it was shown. Two clicks and two tabs begin once: whoever comes second gets the
 * attempt of the first. Throws `PlatformProblem`.
 */
export function begin(code: string, shown: ShownConnector, wish: Wish): Promise<KeptAttempt> {
  return alone(`charge.${code}`, async () => {
    const running = openAttemptAt(code);
    if (running) return running;
    const { intent, gate } = shown;
    if (intent === undefined) throw new PlatformProblem("adhoc.closed");
    const token = gate && (await checkToken(gate));
    const proof = await signed(`start\n${intent}\n${await sha256(token ?? "")}`);
    const checked = token === undefined ? {} : { recaptchaToken: token };
    const own = await platform.start({ ...wish, ...proof, ...checked, code, intent });
    const kept = { ...own, code, begunAt: Date.now(), isOver: false };
    keepAttempt(kept);
    return kept;
  });
}

/** Tells the platform that the driver wants to end, signed by the page that began. Throws `PlatformProblem`. */
export async function end(own: KeptAttempt): Promise<void> {
  const signedAt = new Date().toISOString();
  const proof = await signed(`stop\n${own.attemptId}\n${signedAt}`);
  await platform.stop(own, { ...proof, signedAt });
}

async function alone<T>(name: string, work: () => Promise<T>): Promise<T> {
  // Old browsers have no locks; their tabs are told apart by the platform.
  if (!("locks" in navigator)) return work();
  return navigator.locks.request(name, work);
}

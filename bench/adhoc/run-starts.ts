import { openPage } from "#test/support/page.ts";
import { createLatencies, type Latencies } from "../load/latencies.ts";
import { newDriver } from "./driver.ts";
import type { Place } from "./places.ts";

/** How often a page looks while its driver waits; a step is seen at most so much late. */
const LOOK_EVERY_MS = 25;
const PATIENCE_MS = 60_000;

interface Starts {
  readonly latencies: Latencies;
  readonly failures: readonly string[];
}

/**
 * One driver after another clicks and pays at once, each at a place of their own. Times each from the click to the
 * start command at the charger, and the parts: verdict, page to pay on, payment, command.
 */
export async function runStarts(
  places: readonly Place[],
  { appUrl, firstAddress }: { readonly appUrl: string; readonly firstAddress: number },
  startsAt: ReturnType<typeof startCommands>,
): Promise<Starts> {
  const latencies = createLatencies();
  const failures: string[] = [];
  for (const [index, place] of places.entries()) {
    try {
      const driver = newDriver(appUrl, firstAddress + index);
      await startOnce(driver, place, latencies, startsAt.at(place.chargerId));
    } catch (error) {
      failures.push(`${place.chargerId}: ${String(error)}`);
    }
  }
  return { latencies, failures };
}

async function startOnce(
  driver: ReturnType<typeof newDriver>,
  { code }: Place,
  latencies: Latencies,
  commanded: Promise<number>,
): Promise<void> {
  const { intent, siteKey, action } = await driver.look(code);
  const token = await driver.token({ siteKey, action, hostname: "localhost", score: 0.9 });
  const body = openPage().start(code, intent, token);

  const clickedMs = performance.now();
  const begun = await driver.begin(body);
  if (begun.status !== 202) throw new Error(`not taken: ${begun.status}`);
  const takenMs = performance.now();
  await driver.until(begun.body, LOOK_EVERY_MS, ({ state }) => state !== "requested");
  const judgedMs = performance.now();
  const isPayable = ({ payUrl }: Readonly<Record<string, unknown>>) => payUrl !== undefined;
  const { payUrl } = await driver.until(begun.body, LOOK_EVERY_MS, isPayable);
  const payableMs = performance.now();
  const status = await driver.pay(String(payUrl));
  if (status !== 303) throw new Error(`not paid: ${status}`);
  const paidMs = performance.now();
  const commandedMs = await commanded;

  latencies.add("click answered", takenMs - clickedMs);
  latencies.add("gate: answer to verdict", judgedMs - takenMs);
  latencies.add("hold: verdict to page to pay on", payableMs - judgedMs);
  latencies.add("driver pays", paidMs - payableMs);
  latencies.add("start: paid to command at the charger", commandedMs - paidMs);
  latencies.add("click to command", commandedMs - clickedMs);
}

/** When the start command arrived at each charger. */
export function startCommands() {
  const waiting = new Map<string, (atMs: number) => void>();
  return {
    arrived(chargerId: string, action: string): void {
      if (/^(RemoteStart|RequestStart)Transaction$/.test(action)) {
        waiting.get(chargerId)?.(performance.now());
      }
    },

    /** Rejects where none comes within a minute. */
    at: (chargerId: string): Promise<number> => {
      const { promise, resolve, reject } = Promise.withResolvers<number>();
      const timer = setTimeout(() => reject(new Error("no start command")), PATIENCE_MS);
      waiting.set(chargerId, resolve);
      const arrived = promise.finally(() => clearTimeout(timer));
      // Who failed before it does not wait for it any more.
      arrived.catch(() => undefined);
      return arrived;
    },
  };
}

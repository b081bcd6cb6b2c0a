// All chargers of a platform lose their connection at once, in the middle of their sessions, and come back within seconds.
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { fleetOf } from "./fleet.ts";
import type { FinishedSession } from "./load/messages.ts";
import { startFreshPlatform } from "./platform/start.ts";
import { newPassword, provision } from "./provision.ts";
import { figure } from "./report/markdown-table.ts";
import { stormCharger } from "./storm/storm-charger.ts";
import { storedRight } from "./verify-sessions.ts";

const BEGINNING_AT_ONCE = 10;
/** Until the platform has seen all of them go. */
const AWAY_MS = 2_000;

const { values } = parseArgs({
  options: {
    chargers: { type: "string", default: "500" },
    seconds: { type: "string", default: "5" },
  },
});
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const platform = await startFreshPlatform();
try {
  const { environment, ocppUrl } = platform;
  const fleet = fleetOf(Number(values.chargers), 1);
  const password = newPassword();
  await provision({ fleet, password, environment, onProgress: () => undefined });
  const chargers = fleet.map((charger) => ({
    charger,
    storm: stormCharger({ charger, ocppUrl, password }),
  }));

  say(`${fleet.length} chargers begin to charge …`);
  const waiting = chargers.values();
  const beginner = async (): Promise<void> => {
    for (const { storm } of waiting) await storm.begin();
  };
  await Promise.all(Array.from({ length: BEGINNING_AT_ONCE }, beginner));

  say(`All are cut off, and come back within ${values.seconds} s …`);
  for (const { storm } of chargers) storm.cut();
  await pause(AWAY_MS);
  const results = await Promise.allSettled(
    chargers.map(async ({ charger, storm }) => {
      await pause(Math.random() * Number(values.seconds) * 1000);
      const comeback = await storm.comeBack();
      const session: FinishedSession = { charger, ...(await storm.finish()) };
      return { comeback, session };
    }),
  );

  const back = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  const failures = results.flatMap((result) =>
    result.status === "rejected" ? [String(result.reason)] : [],
  );
  const times = back.map(({ comeback }) => comeback.servedAfterMs).toSorted((a, b) => a - b);
  const at = (share: number) => figure(times[Math.ceil(times.length * share) - 1] ?? Number.NaN);
  const atOnce = back.filter(({ comeback }) => comeback.handshakes === 1).length;
  const right = await storedRight(
    back.map(({ session }) => session),
    environment,
  );
  say(`served: ${back.length} of ${fleet.length}, ${atOnce} of them by their first handshake`);
  say(`handshake and boot: median ${at(0.5)} ms, 95 % ${at(0.95)} ms, longest ${at(1)} ms`);
  say(`sessions stored with the right energy: ${right} of ${fleet.length}`);
  for (const failure of failures.slice(0, 5)) say(`  ${failure}`);
  if (right < fleet.length) process.exitCode = 1;
} finally {
  await platform.stop();
}

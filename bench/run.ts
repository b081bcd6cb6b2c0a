import { setTimeout as pause } from "node:timers/promises";
import { measureColdStarts } from "./cold-starts.ts";
import { chargerMonth, JOURNALED_MONTH } from "./cost/charger-month.ts";
import { journalMonth } from "./cost/journal-month.ts";
import { fleetOf } from "./fleet.ts";
import { type GrowthPoint, measureGrowth } from "./growth.ts";
import { runHandlers } from "./handlers/run-handlers.ts";
import { runLoad } from "./load/run-load.ts";
import { type BenchOptions, parseBenchOptions, USAGE } from "./options.ts";
import { startFreshPlatform } from "./platform/start.ts";
import { newPassword, provision } from "./provision.ts";
import { budgetLines } from "./report/budgets.ts";
import { describeMachine } from "./report/machine.ts";
import type { Measures } from "./report/measures.ts";
import { latencyTable, performanceTable } from "./report/performance-table.ts";
import { writePage } from "./report/write-page.ts";
import { storedRight } from "./verify-sessions.ts";

const WARM_UP_SECONDS = 30;
/** Until everything that starts by itself has started. */
const SETTLE_MS = 3_000;
const GROWTH = [
  { chargers: 10, operators: 1 },
  { chargers: 2_000, operators: 1 },
  { chargers: 2_000, operators: 100 },
] as const;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const showProgress = (written: number, items: number): void => {
  if (written === items || written % 500 === 0) say(`  ${written} of ${items} items written`);
};

/** The load on a fresh platform, and the handlers' own measures on what it left. */
async function measurePlatform(options: BenchOptions) {
  const platform = await startFreshPlatform({ profileFolder: options.profileFolder });
  try {
    await pause(SETTLE_MS);
    const startMegabytes = await platform.residentMegabytes();
    const { environment, ocppUrl } = platform;
    const fleet = fleetOf(options.chargers, options.operators);
    const password = newPassword();
    say(`Provisioning ${fleet.length} chargers of ${options.operators} operators …`);
    await provision({ fleet, password, environment, onProgress: showProgress });
    say(`Charging for ${options.minutes} minutes after ${WARM_UP_SECONDS} s of warm-up …`);
    const load = await runLoad(platform, {
      ocppUrl,
      fleet,
      password,
      warmUpSeconds: WARM_UP_SECONDS,
      measureSeconds: options.minutes * 60,
    });
    const sessionsStoredRight = await storedRight(load.lastSessions, environment);
    if (options.loadOnly) return { startMegabytes, load, sessionsStoredRight };
    say("Measuring the handlers …");
    const handlers = await runHandlers(platform, {
      chargers: [...fleet.slice(0, 2)],
      password,
      recordedSessions: 40,
      replays: 400,
    });
    say("Measuring the cold starts …");
    const coldStarts = await measureColdStarts(environment, 5);
    return { startMegabytes, load, sessionsStoredRight, handlers, coldStarts };
  } finally {
    await platform.stop();
  }
}

async function measureAllGrowth(): Promise<readonly GrowthPoint[]> {
  const points: GrowthPoint[] = [];
  for (const { chargers, operators } of GROWTH) {
    say(`Measuring with ${chargers} chargers of ${operators} operators in the store …`);
    points.push(await measureGrowth(chargers, operators, showProgress));
  }
  return points;
}

function readOptions(): BenchOptions {
  try {
    return parseBenchOptions(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n${USAGE}\n`);
    return process.exit(1);
  }
}

async function bench(options: BenchOptions): Promise<void> {
  const machine = describeMachine();
  const { handlers, coldStarts, ...measured } = await measurePlatform(options);
  const { load, startMegabytes, sessionsStoredRight } = measured;
  const { lost, misplaced, refused, examples } = load.faults;
  say(latencyTable(load));
  say(
    `${(load.calls / load.measuredSeconds).toFixed(0)} calls/s; ${lost} lost, ${misplaced} misplaced, ${refused} refused; ${sessionsStoredRight} of ${load.lastSessions.length} last sessions stored right`,
  );
  say(
    `${startMegabytes.toFixed(0)} MB after start, ${load.peakMegabytes.toFixed(0)} MB at most with ${load.environments} environments; ${load.platformCores.toFixed(2)} cores, ${load.loadCores.toFixed(2)} for the chargers`,
  );
  for (const example of examples) say(`  ${example}`);
  if (lost + misplaced + refused > 0 || sessionsStoredRight < load.lastSessions.length) {
    process.exitCode = 1;
  }
  if (handlers === undefined || coldStarts === undefined) return;
  const journal = await journalMonth(JOURNALED_MONTH);
  const bills = (["ocpp1.6", "ocpp2.0.1"] as const).map((version) => ({
    version,
    lines: chargerMonth(version, handlers, journal),
  }));
  const growth = await measureAllGrowth();
  const measures: Measures = {
    options,
    machine,
    ...measured,
    handlers,
    coldStarts,
    bills,
    growth,
  };
  await writePage(performanceTable(measures));
  for (const { what, budget, measured: figure, isMet } of budgetLines(measures)) {
    say(`${isMet ? "met   " : "MISSED"} ${what}: ${figure} (budget ${budget})`);
  }
  say("docs/performance.md has the rest.");
}

await bench(readOptions());

import type { BenchCharger } from "./fleet.ts";
import { fleetOf } from "./fleet.ts";
import { runHandlers } from "./handlers/run-handlers.ts";
import { runLoad } from "./load/run-load.ts";
import { startFreshPlatform } from "./platform/start.ts";
import { newPassword, provision } from "./provision.ts";

/** What the same few chargers see of a store of this size. */
export interface GrowthPoint {
  readonly chargers: number;
  readonly operators: number;
  /** Of one connection with one session, the mean of both versions. */
  readonly awsCalls: number;
  readonly readUnits: number;
  readonly writeUnits: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

const ACTIVE_CHARGERS = 10;
const SECONDS = { warmUpSeconds: 15, measureSeconds: 15 };

/** Fills a fresh platform with so many chargers and operators and lets ten of them, evenly spread, charge. */
export async function measureGrowth(
  chargers: number,
  operators: number,
  onProgress: (written: number, items: number) => void,
): Promise<GrowthPoint> {
  const platform = await startFreshPlatform();
  try {
    const { environment, ocppUrl } = platform;
    const fleet = fleetOf(chargers, operators);
    const password = newPassword();
    await provision({ fleet, password, environment, onProgress });
    const active = spread(fleet, ACTIVE_CHARGERS);
    const { all } = await runLoad(platform, { ocppUrl, fleet: active, password, ...SECONDS });
    const costs = await runHandlers(platform, {
      chargers: active.slice(0, 2),
      password,
      recordedSessions: 5,
      replays: 1,
    });
    const total = (of: (cost: (typeof costs)[number]) => number): number =>
      costs.reduce((sum, cost) => sum + of(cost), 0);
    return {
      chargers,
      operators,
      awsCalls: total(({ awsCallsCold }) => awsCallsCold),
      readUnits: total(({ readUnits }) => readUnits),
      writeUnits: total(({ writeUnits }) => writeUnits),
      p50Ms: all.p50Ms,
      p99Ms: all.p99Ms,
    };
  } finally {
    await platform.stop();
  }
}

/** Evenly over the fleet, and of both versions in turn. */
function spread(fleet: readonly BenchCharger[], count: number): readonly BenchCharger[] {
  const step = Math.max(1, Math.floor(fleet.length / count));
  return Array.from({ length: Math.min(count, fleet.length) }, (_, index) => {
    const place = index * step;
    return fleet[place % 2 === index % 2 ? place : place + 1];
  }).filter((charger) => charger !== undefined);
}

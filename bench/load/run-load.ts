import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { RunningPlatform } from "../platform/start.ts";
import type { LoadOrder, LoadReport, LoadResult } from "./messages.ts";

/** A run of the load together with what the platform took meanwhile. */
export interface LoadMeasure extends LoadResult {
  readonly peakMegabytes: number;
  /** Of the platform's Node process while measuring; 1 is one core. */
  readonly platformCores: number;
  /** Of the chargers' process. */
  readonly loadCores: number;
  readonly environments: number;
}

const PROCESS_FILE = join(import.meta.dirname, "..", "load-process.ts");
const SAMPLE_EVERY_MS = 1_000;

/** Sends the chargers and watches the platform; throws when they cannot connect. */
export async function runLoad(platform: RunningPlatform, order: LoadOrder): Promise<LoadMeasure> {
  const child = fork(PROCESS_FILE);
  const gone = once(child, "exit").then(() => {
    throw new Error("The chargers' process ended by itself.");
  });
  const next = async <Kind extends LoadReport["kind"]>(kind: Kind) => {
    for (;;) {
      const [report] = (await Promise.race([once(child, "message"), gone])) as [LoadReport];
      if (report.kind === kind) return report as Extract<LoadReport, { kind: Kind }>;
    }
  };
  let peakMegabytes = 0;
  const sampler = setInterval(async () => {
    peakMegabytes = Math.max(peakMegabytes, await platform.residentMegabytes());
  }, SAMPLE_EVERY_MS);
  try {
    child.send(order);
    await next("measuring");
    const before = await platform.usage();
    const result = await next("done");
    const after = await platform.usage();
    return {
      ...result,
      peakMegabytes,
      platformCores: (after.cpuSeconds - before.cpuSeconds) / result.measuredSeconds,
      loadCores: result.cpuSeconds / result.measuredSeconds,
      environments: after.environments,
    };
  } finally {
    clearInterval(sampler);
    gone.catch(() => undefined);
    child.disconnect();
  }
}

import { execFile } from "node:child_process";
import { globSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { percentile } from "./load/latencies.ts";

/** What a function's bundle costs before its first message. */
export interface ColdStart {
  readonly functionName: string;
  readonly sizeKilobytes: number;
  /** Import of the bundle in a Node process that has just started, without any cache of compiled code; median. */
  readonly importMs: number;
}

const run = promisify(execFile);
const FUNCTIONS = join(import.meta.dirname, "..", "dist", "functions");

/** Imports every bundle `repeats` times, each time in a new process, one after the other. */
export async function measureColdStarts(
  environment: Readonly<Record<string, string>>,
  repeats: number,
): Promise<readonly ColdStart[]> {
  const bundles = globSync("*/index.mjs", { cwd: FUNCTIONS })
    .sort()
    .map((path) => join(FUNCTIONS, path));
  const times = new Map<string, number[]>();
  // Round by round, so that a busy moment of the machine touches one time of each bundle and not all of one.
  for (let round = 0; round < repeats; round += 1) {
    for (const bundle of bundles) {
      const known = times.get(bundle) ?? [];
      known.push(await importMs(bundle, environment));
      times.set(bundle, known);
    }
  }
  return [...times].map(([bundle, importTimesMs]) => ({
    functionName: basename(dirname(bundle)),
    sizeKilobytes: statSync(bundle).size / 1024,
    importMs: percentile(Float64Array.from(importTimesMs).sort(), 50),
  }));
}

async function importMs(
  bundle: string,
  environment: Readonly<Record<string, string>>,
): Promise<number> {
  const code = `const startedAt = performance.now(); await import(${JSON.stringify(pathToFileURL(bundle).href)}); process.stdout.write(String(performance.now() - startedAt)); process.exit();`;
  const { stdout } = await run(process.execPath, ["--input-type=module", "--eval", code], {
    env: { ...process.env, ...environment, AWS_LAMBDA_FUNCTION_NAME: "bench" },
  });
  return Number(stdout.trim().split("\n").at(-1));
}

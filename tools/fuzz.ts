import { parseArgs } from "node:util";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { OCPP_VERSIONS } from "#ocpp/actions.ts";
import { ensureGenerated } from "./generate-ocpp.ts";

// `npm run fuzz -- --frames 200000 --seed 1`: sends valid, mutated and broken frames of each version to the functions in
// this process, over a stand-in for the database. Exit code 1 where one frame did harm.
const { values } = parseArgs({
  options: {
    frames: { type: "string", default: "20000" },
    seed: { type: "string", default: "1" },
  },
});
await ensureGenerated();
const { runFuzz } = await import("./fuzz/run-fuzz.ts");

setFlagsFromString("--expose-gc");
const collect: unknown = runInNewContext("gc");
const heapBytes = (): number => {
  if (typeof collect === "function") collect();
  return process.memoryUsage().heapUsed;
};
let rejections = 0;
process.on("unhandledRejection", () => {
  rejections += 1;
});

for (const version of OCPP_VERSIONS) {
  const startedMs = performance.now();
  const frames = Number(values.frames);
  const report = await runFuzz(version, { frames, seed: Number(values.seed), heapBytes });
  const seconds = (performance.now() - startedMs) / 1000;
  const [early, late] = report.heapBytes.map((bytes) => (bytes / 2 ** 20).toFixed(1));
  process.stdout.write(
    `${version}: ${frames} frames in ${seconds.toFixed(0)} s, ${report.results} results, ` +
      `${report.errors} errors, ${report.faults.length} faults, ${rejections} unhandled rejections, ` +
      `heap ${early} MB after a tenth, ${late} MB at the end\n`,
  );
  for (const { fault, text } of report.faults) {
    process.stdout.write(`  ${fault}: ${text.slice(0, 2000)}\n`);
  }
  if (report.faults.length > 0 || rejections > 0) process.exitCode = 1;
}

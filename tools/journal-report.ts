import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { CHECK_FOLDER, type TableCheck } from "./journal-check/check-folder.ts";

// Sums up how the journals of a test run's platforms compared with their streams; a change that is not recorded
// exactly once is a failure.
const names = (await readdir(CHECK_FOLDER).catch((): string[] => [])).filter((name) =>
  name.endsWith(".json"),
);
const texts = await Promise.all(names.map((name) => readFile(join(CHECK_FOLDER, name), "utf8")));
const checks = texts.flatMap((text) => JSON.parse(text) as readonly TableCheck[]);
const sum = (name: "changes" | "entries" | "entriesWhenStopped" | "leftOut"): number =>
  checks.reduce((total, check) => total + check[name], 0);
const faults = checks.flatMap(({ fault }) => fault ?? []);
for (const fault of faults) process.stdout.write(`${fault}\n`);
process.stdout.write(
  `${names.length} platforms: ${sum("changes")} changes, ${sum("leftOut")} of them bookkeeping; ${sum("entries")} entries (${sum("entriesWhenStopped")} when stopped), ${faults.length} faults.\n`,
);
if (faults.length > 0) process.exitCode = 1;

import { readdir, readFile, writeFile } from "node:fs/promises";
import type { Count } from "#test/isolation/tally.ts";

// Puts the counts of the last run of `vitest run --project isolation` into docs/isolation.md and dist/isolation.json.
const ROOT = new URL("../", import.meta.url);
const PARTS = ["rest-matrix", "rest-tricks", "ocpp-ids", "event-consumers", "tenant-role"];
const START = "<!-- counts: tools/isolation-report.ts -->";
const END = "<!-- end of counts -->";

const folder = new URL("dist/isolation/", ROOT);
const present = await readdir(folder);
const missing = PARTS.filter((part) => !present.includes(`${part}.json`));
if (missing.length > 0) throw new Error(`run the isolation tests first: no ${missing.join(", ")}`);

const counts: Count[] = [];
for (const part of PARTS) {
  counts.push(...JSON.parse(await readFile(new URL(`${part}.json`, folder), "utf8")));
}
const sum = (of: "attempts" | "successes") => counts.reduce((total, count) => total + count[of], 0);
const totals = { attempts: sum("attempts"), successes: sum("successes") };
await writeFile(
  new URL("dist/isolation.json", ROOT),
  `${JSON.stringify({ ...totals, counts }, null, 2)}\n`,
);

const rows = [...counts, { attack: "**all**", ...totals }].map(
  ({ attack, attempts, successes }) => `| ${attack} | ${attempts} | ${successes} |`,
);
const table = ["| attack | attempts | successes |", "|---|---:|---:|", ...rows].join("\n");
const page = new URL("docs/isolation.md", ROOT);
const text = await readFile(page, "utf8");
const [before, rest] = text.split(START);
const [, after] = rest?.split(END) ?? [];
if (before === undefined || after === undefined) throw new Error("the page has lost its markers");
await writeFile(page, `${before}${START}\n\n${table}\n\n${END}${after}`);
process.stdout.write(`${totals.attempts} attempts, ${totals.successes} successes\n`);
if (totals.successes > 0) process.exitCode = 1;

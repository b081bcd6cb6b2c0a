import { parseArgs } from "node:util";
import { alteration, harmlessVariant, namesPlace } from "#test/support/audit/alterations.ts";
import { aJournalExport } from "#test/support/audit/journal-export.ts";
import { verifyExport } from "#test/support/audit/verify-export.ts";
import { firstFinding } from "./verify/finding.ts";

// Alters an export in as many seeded ways as asked for, and has the verifier find each; as many untouched exports in
// other orders must hold. Ends with 1 where an alteration is missed or misplaced, or an untouched export complained of.
const { values } = parseArgs({
  options: {
    alterations: { type: "string", default: "1000" },
    entries: { type: "string", default: "50000" },
    untouched: { type: "string" },
    seed: { type: "string", default: "0" },
  },
});
const alterations = Number(values.alterations);
const untouched = Number(values.untouched ?? alterations);
const entries = Number(values.entries);
const firstSeed = Number(values.seed);
const tables = ["Charging", "Directory", "Fleet", "Security"];
const say = (line: string) => process.stdout.write(`${line}\n`);

const whole = aJournalExport({
  entriesPerChain: Math.ceil(entries / tables.length),
  tables,
  pageSize: 100,
  pagesPerDay: 25,
});
const faults: string[] = [];
const byKind = new Map<string, number>();
let verified = 0;
let milliseconds = 0;

async function verdictOf(tried: typeof whole) {
  const startedAt = performance.now();
  const verdict = await verifyExport(tried);
  milliseconds += performance.now() - startedAt;
  verified += verdict.entries;
  return verdict;
}

for (let seed = firstSeed; seed < firstSeed + alterations; seed++) {
  const altered = alteration(whole, seed);
  const { findings } = await verdictOf(altered.export);
  if (namesPlace(firstFinding(findings), altered)) {
    byKind.set(altered.kind, (byKind.get(altered.kind) ?? 0) + 1);
  } else faults.push(`missed: ${altered.kind} (seed ${seed})`);
}
for (let seed = firstSeed; seed < firstSeed + untouched; seed++) {
  const { findings } = await verdictOf(harmlessVariant(whole, seed));
  if (findings.length > 0) faults.push(`false alarm (seed ${seed})`);
}

const found = [...byKind.values()].reduce((sum, count) => sum + count, 0);
for (const [kind, count] of byKind) say(`${kind}: ${count} found`);
for (const fault of faults) say(fault);
say(`${found} of ${alterations} alterations found, ${untouched} untouched exports tried.`);
say(`${Math.round(verified / (milliseconds / 1_000)).toLocaleString("en")} entries a second.`);
process.exitCode = faults.length > 0 ? 1 : 0;

import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readAssembly } from "#local/assembly/read-assembly.ts";
import { createResolver } from "#local/assembly/resolver.ts";
import { prepareAssembly } from "#local/startup/prepare-assembly.ts";
import { compare } from "./iam-usage/compare.ts";
import { complaintsOf } from "./iam-usage/complaints.ts";
import { DENIALS, EXPLANATIONS } from "./iam-usage/explained.ts";
import { grantsOf } from "./iam-usage/grants.ts";
import { pageOf } from "./iam-usage/page.ts";
import { readRun } from "./iam-usage/read-run.ts";
import { USAGE_FOLDER } from "./iam-usage/usage-folder.ts";

// Holds every grant of the synthesized roles against what the platforms of the last test run used, and writes
// docs/least-privilege.md; with `--check` it only complains.
const PAGE = join(import.meta.dirname, "..", "docs", "least-privilege.md");
const isCheck = process.argv.includes("--check");
const writeLine = (line: string): void => void process.stdout.write(`${line}\n`);

const { lines, missing } = await readRun(USAGE_FOLDER);
if (missing.length > 0) {
  writeLine(
    `Grants are not judged: only a part of the end-to-end tests ran (not ${missing.join(", ")}).`,
  );
  process.exit(0);
}

const assembly = await readAssembly(await prepareAssembly(writeLine));
const resolver = createResolver(assembly, () => "a secret's value");
const comparison = compare(grantsOf(resolver), lines, {
  explanations: EXPLANATIONS,
  denials: DENIALS,
});
if (!isCheck) await writeFile(PAGE, pageOf(comparison));

const complaints = complaintsOf(comparison);
for (const complaint of complaints) writeLine(complaint);
const granted = comparison.holders.reduce((sum, each) => sum + each.granted, 0);
writeLine(
  `${granted} grants, ${comparison.neverUsed.length} never used, ${complaints.length} complaints.`,
);
if (complaints.length > 0) process.exitCode = 1;

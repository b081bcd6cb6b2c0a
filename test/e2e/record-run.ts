import { mkdir, readdir, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { TestProject } from "vitest/node";
import type { RunRecord } from "#tools/iam-usage/read-run.ts";
import { RUN_FILE, USAGE_FOLDER } from "#tools/iam-usage/usage-folder.ts";

/** Notes which files of the project passed as a whole: only a whole run tells which grants nobody uses. */
export async function recordRun({ name, vitest }: TestProject): Promise<void> {
  const isPart = vitest.getGlobalTestNamePattern() !== undefined;
  const modules = vitest.state.getTestModules().filter(({ project }) => project.name === name);
  const ran = modules
    .filter((module) => !isPart && module.state() === "passed")
    .map(({ moduleId }) => basename(moduleId));
  const files = (await readdir(import.meta.dirname)).filter((file) => file.endsWith(".test.ts"));
  const record: RunRecord = { ran, missing: files.filter((file) => !ran.includes(file)) };
  await mkdir(USAGE_FOLDER, { recursive: true });
  await writeFile(join(USAGE_FOLDER, RUN_FILE), `${JSON.stringify(record, null, 2)}\n`);
}

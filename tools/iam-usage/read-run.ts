import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { UsageLine } from "#local/iam/usage.ts";
import { RUN_FILE } from "./usage-folder.ts";

/** What a test run left behind. */
export interface TestRun {
  readonly lines: readonly UsageLine[];
  /** End-to-end tests that did not run, or not to their end. */
  readonly missing: readonly string[];
}

/** What the file `run.json` says. */
export interface RunRecord {
  readonly ran: readonly string[];
  readonly missing: readonly string[];
}

/** Reads the usage files of a folder; without a record of the run, everything is missing. */
export async function readRun(folder: string): Promise<TestRun> {
  const names = await readdir(folder).catch((): string[] => []);
  if (!names.includes(RUN_FILE)) return { lines: [], missing: ["any of them"] };
  const { missing } = JSON.parse(await readFile(join(folder, RUN_FILE), "utf8")) as RunRecord;
  const files = names.filter((name) => name.endsWith(".jsonl")).map((name) => join(folder, name));
  const texts = await Promise.all(files.map((file) => readFile(file, "utf8")));
  const lines = texts
    .flatMap((text) => text.split("\n"))
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as UsageLine);
  return { lines, missing };
}

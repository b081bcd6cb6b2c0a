import { rmSync } from "node:fs";
import type { TestProject } from "vitest/node";
import type { LocalFile } from "#local/services.ts";
import { type PlatformProcess, startPlatformProcess } from "#test/support/platform-process.ts";
import { USAGE_FOLDER } from "#tools/iam-usage/usage-folder.ts";
import { CHECK_FOLDER } from "#tools/journal-check/check-folder.ts";
import { recordRun } from "./record-run.ts";

export interface SharedPlatform {
  readonly pid: number;
  readonly dataDir: string;
  readonly local: LocalFile;
}

declare module "vitest" {
  interface ProvidedContext {
    readonly platform: SharedPlatform;
  }
}

let platform: PlatformProcess | undefined;
let running: TestProject | undefined;

/** One platform for all files that leave it as it is; those that kill or stop one start their own. */
export async function setup(project: TestProject): Promise<void> {
  running = project;
  for (const folder of [USAGE_FOLDER, CHECK_FOLDER]) {
    rmSync(folder, { recursive: true, force: true });
  }
  platform = await startPlatformProcess();
  const { pid, dataDir, local } = platform;
  project.provide("platform", { pid, dataDir, local });
}

export async function teardown(): Promise<void> {
  await platform?.dispose();
  if (running) await recordRun(running);
}

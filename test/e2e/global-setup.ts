import type { TestProject } from "vitest/node";
import type { LocalFile } from "#local/services.ts";
import { type PlatformProcess, startPlatformProcess } from "#test/support/platform-process.ts";

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

/** One platform for all files that leave it as it is; those that kill or stop one start their own. */
export async function setup(project: TestProject): Promise<void> {
  platform = await startPlatformProcess();
  const { pid, dataDir, local } = platform;
  project.provide("platform", { pid, dataDir, local });
}

export async function teardown(): Promise<void> {
  await platform?.dispose();
}

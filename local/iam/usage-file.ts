import { mkdirSync } from "node:fs";
import { join } from "node:path";

/** Names a folder that gathers the usage of many platforms, each in a file of its own: of a whole test run. */
export const USAGE_FOLDER_VARIABLE = "CHARGEWARD_IAM_USAGE_DIR";

/** The file of a platform's usage: in its data dir, or in the folder that the environment names. */
export function usageFile(dataDir: string): string {
  const folder = process.env[USAGE_FOLDER_VARIABLE];
  if (folder === undefined) return join(dataDir, "iam-usage.jsonl");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return join(folder, `${process.pid}-${Date.now()}.jsonl`);
}

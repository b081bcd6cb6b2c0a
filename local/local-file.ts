import { join } from "node:path";
import { writePrivateJson } from "./private-file.ts";
import type { LocalFile } from "./services.ts";

export function localFilePath(dataDir: string): string {
  return join(dataDir, "local.json");
}

/** Writes where the platform listens and the demo credentials to `<dataDir>/local.json`, for the owner alone. */
export async function writeLocalFile(dataDir: string, content: LocalFile): Promise<void> {
  await writePrivateJson(localFilePath(dataDir), content);
}

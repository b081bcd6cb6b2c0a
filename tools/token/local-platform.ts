import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { LocalFile } from "#local/services.ts";

/** Something that the person at the terminal can put right; its message is all they need to see. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Reads where the local platform listens and who may use it. Throws a UsageError when it never started over this data dir. */
export async function readLocalFile(dataDir: string): Promise<LocalFile> {
  const path = join(dataDir, "local.json");
  try {
    return JSON.parse(await readFile(path, "utf8")) as LocalFile;
  } catch {
    throw new UsageError(`There is no ${path}: start the platform with "npm start" first.`);
  }
}

/** The platform's address with another port, where one was given. */
export function withPort(url: string, port: string | undefined): string {
  if (port === undefined) return url;
  const changed = new URL(url);
  changed.port = port;
  return changed.href.replace(/\/$/, "");
}

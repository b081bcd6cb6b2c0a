import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";

const PIECE_BYTES = 1_048_576;

/** The files of an export: the path itself, or the `.ndjson` files of the folder, its own folders included. */
export async function* exportFiles(path: string): AsyncGenerator<Readable> {
  const names = (await stat(path)).isDirectory() ? await filesBelow(path) : [path];
  for (const name of names) yield createReadStream(name, { highWaterMark: PIECE_BYTES });
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ndjson"))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** How many errors each function of a local platform has logged; those without any are left out. */
export async function loggedErrors(dataDir: string): Promise<ReadonlyMap<string, number>> {
  const folder = join(dataDir, "logs");
  const found = new Map<string, number>();
  for (const name of await readdir(folder)) {
    const text = await readFile(join(folder, name), "utf8");
    const errors = text.split("\n").filter((line) => line.includes('"level":"ERROR"')).length;
    if (errors > 0) found.set(name, errors);
  }
  return found;
}

import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { GENERATED_FOLDER, STAMP_FILE, writeStamp } from "./stamp.ts";

/** Text of each file to write, by its path below `ocpp/generated/`. */
export type GeneratedFiles = ReadonlyMap<string, string>;

/**
 * Puts the files in place and removes what no action needs any more. Each file appears whole and the stamp comes
 * last, so a run that is cut short, or two at once, leave nothing half-written behind a valid stamp.
 */
export async function replaceOutput(files: GeneratedFiles, digest: string): Promise<void> {
  await mkdir(GENERATED_FOLDER, { recursive: true });
  const draft = await mkdtemp(join(GENERATED_FOLDER, ".draft-"));
  for (const [name, text] of files) {
    await mkdir(dirname(join(draft, name)), { recursive: true });
    await mkdir(dirname(join(GENERATED_FOLDER, name)), { recursive: true });
    await writeFile(join(draft, name), text);
    await rename(join(draft, name), join(GENERATED_FOLDER, name));
  }
  await rm(draft, { recursive: true });
  await removeStale(files);
  await writeStamp(digest, [...files.keys()]);
}

async function removeStale(files: GeneratedFiles): Promise<void> {
  const entries = await readdir(GENERATED_FOLDER, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(GENERATED_FOLDER.length + 1);
    // Another run's draft is that run's business.
    if (!entry.isFile() || name === STAMP_FILE || name.startsWith(".draft-")) continue;
    if (!files.has(name)) await rm(path, { force: true });
  }
}

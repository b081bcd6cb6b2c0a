import { createHash } from "node:crypto";
import { access, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");

export const GENERATED_FOLDER = join(ROOT, "ocpp/generated");
export const STAMP_FILE = ".stamp";
/** The official schemas of each version, as the npm package carries them. */
export const SCHEMA_FILES = {
  "ocpp1.6": join(ROOT, "node_modules/ocpp-rpc/lib/schemas/ocpp1_6.json"),
  "ocpp2.0.1": join(ROOT, "node_modules/ocpp-rpc/lib/schemas/ocpp2_0_1.json"),
} as const;

const OTHER_INPUTS = [
  "ocpp/actions.ts",
  "tools/generate-ocpp.ts",
  "node_modules/ajv/package.json",
  "node_modules/json-schema-to-typescript/package.json",
];

interface Stamp {
  readonly digest: string;
  readonly files: readonly string[];
}

/** One digest over everything that the output depends on. */
export async function inputsDigest(): Promise<string> {
  const sources = (await readdir(import.meta.dirname)).sort();
  const paths = [
    ...Object.values(SCHEMA_FILES),
    ...OTHER_INPUTS.map((path) => join(ROOT, path)),
    ...sources.map((name) => join(import.meta.dirname, name)),
  ];
  const hash = createHash("sha256");
  for (const content of await Promise.all(paths.map((path) => readFile(path)))) {
    hash.update(`${content.length}\n`).update(content);
  }
  return hash.digest("hex");
}

/** Whether the output was made from these inputs and is all still there. */
export async function isUpToDate(digest: string): Promise<boolean> {
  try {
    const text = await readFile(join(GENERATED_FOLDER, STAMP_FILE), "utf8");
    const stamp = JSON.parse(text) as Stamp;
    if (stamp.digest !== digest) return false;
    await Promise.all(stamp.files.map((name) => access(join(GENERATED_FOLDER, name))));
    return true;
  } catch {
    return false;
  }
}

/** Remembers what was made from which inputs. */
export async function writeStamp(digest: string, files: readonly string[]): Promise<void> {
  const path = join(GENERATED_FOLDER, STAMP_FILE);
  await writeFile(`${path}.${process.pid}`, `${JSON.stringify({ digest, files })}\n`);
  await rename(`${path}.${process.pid}`, path);
}

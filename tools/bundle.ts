import {
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import process, { argv, stderr, stdout } from "node:process";
import { type BuildOptions, build, type Metafile, version } from "esbuild";
import { requiredBuiltIns } from "./bundle/required-built-ins.ts";

export interface FunctionBundle {
  /** `<kind>-<name>`, as docs/architecture.md lists them. */
  readonly name: string;
  /** Path of its `index.mjs`. */
  readonly file: string;
  readonly sizeBytes: number;
}

/** What the bundles were made from; while none of it differs they are good as they are. */
interface BuildRecord {
  readonly options: string;
  /** Size and time of change of every file that went in, by path. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly bundles: readonly FunctionBundle[];
}

const ROOT = join(import.meta.dirname, "..");
const FUNCTIONS_FOLDER = join(ROOT, "dist", "functions");
const RECORD_FILE = join(ROOT, "dist", "functions.json");

/**
 * Bundles every `functions/<kind>/<name>/handler.ts` into `dist/functions/<kind>-<name>/index.mjs`, source map beside
 * it; does nothing when no input changed. Throws esbuild's report when a handler does not build.
 */
export async function bundleFunctions(): Promise<readonly FunctionBundle[]> {
  const options = buildOptions(handlers());
  const record = readRecord();
  if (record && isCurrent(record, options)) return record.bundles;
  const { metafile } = await build(options);
  const bundles = bundlesOf(metafile);
  removeOthers(bundles);
  const inputs = Object.fromEntries(
    Object.keys(metafile.inputs).map((path) => [path, fileState(path)]),
  );
  writeFileSync(RECORD_FILE, JSON.stringify({ options: fingerprint(options), inputs, bundles }));
  return bundles;
}

function handlers(): Record<string, string> {
  const paths = globSync("functions/{ocpp,rest,events}/*/handler.ts", { cwd: ROOT }).sort();
  return Object.fromEntries(
    paths.map((path) => {
      const [, kind, name] = path.split("/");
      return [`${kind}-${name}/index`, path];
    }),
  );
}

function buildOptions(entryPoints: Record<string, string>) {
  return {
    absWorkingDir: ROOT,
    entryPoints,
    outdir: FUNCTIONS_FOLDER,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node24",
    mainFields: ["module", "main"],
    treeShaking: true,
    minify: true,
    legalComments: "none",
    sourcemap: "external",
    metafile: true,
    logLevel: "silent",
    plugins: [requiredBuiltIns],
    // Packages in CommonJS call require(), which an ES module does not have.
    banner: {
      js: 'import{createRequire as bundleRequire}from"node:module";const require=bundleRequire(import.meta.url);',
    },
  } as const satisfies BuildOptions;
}

function bundlesOf(metafile: Metafile): FunctionBundle[] {
  return Object.entries(metafile.outputs)
    .filter(([path]) => path.endsWith(".mjs"))
    .map(([path, { bytes }]) => ({
      name: path.split("/").at(-2) ?? path,
      file: join(ROOT, path),
      sizeBytes: bytes,
    }));
}

/** A bundle whose handler is gone must not be deployed by mistake. */
function removeOthers(bundles: readonly FunctionBundle[]): void {
  mkdirSync(FUNCTIONS_FOLDER, { recursive: true });
  const names = new Set(bundles.map(({ name }) => name));
  for (const folder of readdirSync(FUNCTIONS_FOLDER)) {
    if (!names.has(folder)) rmSync(join(FUNCTIONS_FOLDER, folder), { recursive: true });
  }
}

function readRecord(): BuildRecord | undefined {
  try {
    return JSON.parse(readFileSync(RECORD_FILE, "utf8"));
  } catch {
    return undefined;
  }
}

function isCurrent(record: BuildRecord, options: BuildOptions): boolean {
  return (
    record.options === fingerprint(options) &&
    Object.entries(record.inputs).every(([path, state]) => fileState(path) === state) &&
    record.bundles.every(({ file, sizeBytes }) => statSizeBytes(file) === sizeBytes)
  );
}

function fingerprint(options: BuildOptions): string {
  return JSON.stringify([version, options]);
}

function fileState(path: string): string {
  const state = statSync(join(ROOT, path), { throwIfNoEntry: false });
  return state ? `${state.size} ${state.mtimeMs}` : "missing";
}

function statSizeBytes(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.size;
}

if (argv[1] === import.meta.filename) {
  await report();
}

async function report(): Promise<void> {
  try {
    const bundles = await bundleFunctions();
    const largest = Math.max(0, ...bundles.map(({ sizeBytes }) => sizeBytes));
    stdout.write(
      `${bundles.length} functions in ${dirname(RECORD_FILE)}, the largest ${Math.ceil(largest / 1024)} KB\n`,
    );
  } catch (error) {
    stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
  }
}

import { cp, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { argv, stdout } from "node:process";
import { build } from "esbuild";

const ROOT = join(import.meta.dirname, "..");
const SOURCE = join(ROOT, "web");
const TARGET = join(ROOT, "dist", "web");

/** Folders of `web/` and the paths they are served at. */
const PAGES = { docs: "docs", console: "console", portal: "charge" } as const;

/** Builds the static pages into `dist/web`, the folder that the web stack uploads. */
export async function buildWeb(): Promise<void> {
  await rm(TARGET, { recursive: true, force: true });
  await mkdir(TARGET, { recursive: true });
  for (const file of ["index.html", "style.css"]) await cp(join(SOURCE, file), join(TARGET, file));
  for (const [folder, path] of Object.entries(PAGES)) {
    await cp(join(SOURCE, folder), join(TARGET, path), {
      recursive: true,
      filter: (file) => !file.endsWith(".ts"),
    });
  }
  await build({
    entryPoints: { "docs/main": join(SOURCE, "docs", "main.ts") },
    outdir: TARGET,
    bundle: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    minify: true,
    legalComments: "none",
    logLevel: "warning",
  });
}

if (argv[1] === import.meta.filename) {
  await buildWeb();
  stdout.write(`The pages are in ${TARGET}\n`);
}

import { cp, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { argv, stdout } from "node:process";
import { build } from "esbuild";
import { build as buildApp } from "vite";

const ROOT = join(import.meta.dirname, "..");
const SOURCE = join(ROOT, "web");
const TARGET = join(ROOT, "dist", "web");

/** Folders of `web/` that are pages as they stand, and the paths they are served at. */
const PAGES = { docs: "docs", console: "console" } as const;
/** Folders of `web/` that are apps. */
const APPS = { portal: "charge" } as const;

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
  for (const [folder, path] of Object.entries(APPS)) await bundleApp(folder, path);
}

/** Files are named by their content; nothing is inlined, because the pages' policy allows no inline scripts. */
async function bundleApp(folder: string, path: string): Promise<void> {
  await buildApp({
    configFile: false,
    root: join(SOURCE, folder),
    base: `/${path}/`,
    logLevel: "warn",
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
    build: {
      outDir: join(TARGET, path),
      target: "es2022",
      assetsInlineLimit: 0,
      emptyOutDir: false,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
    },
  });
}

if (argv[1] === import.meta.filename) {
  await buildWeb();
  stdout.write(`The pages are in ${TARGET}\n`);
}

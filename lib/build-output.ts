import { existsSync } from "node:fs";
import { join } from "node:path";

/** Where the things are that the stacks upload. Tests give a fixture in place of what `npm run build` makes. */
export interface BuildOutput {
  /** Folder that holds the `index.mjs` of a function, named `<kind>-<name>`. */
  readonly functionFolder: (bundle: string) => string;
  /** Folder of the static pages. */
  readonly webFolder: () => string;
}

const root = join(import.meta.dirname, "..");

/** The output of `npm run build`; asking for a part that was not built throws. */
export const builtOutput: BuildOutput = {
  functionFolder: (bundle) =>
    existing(join("dist", "functions", bundle), `functions/${bundle.replace("-", "/")}/handler.ts`),
  webFolder: () => existing(join("dist", "web"), "the static pages"),
};

function existing(folder: string, source: string): string {
  const path = join(root, folder);
  if (!existsSync(path)) {
    throw new Error(`${folder} is missing (built from ${source}): run "npm run build" first.`);
  }
  return path;
}

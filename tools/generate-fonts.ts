import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { argv } from "node:process";

const TARGET = join(import.meta.dirname, "..", "adapters", "pdf", "generated", "inter.ts");
/** Inter comes in pieces by alphabet; Turkish takes two of them. */
const PIECES = {
  latin400: "inter-latin-400-normal",
  latin600: "inter-latin-600-normal",
  latinExt400: "inter-latin-ext-400-normal",
  latinExt600: "inter-latin-ext-600-normal",
} as const;

/** Writes the font of our PDF files as a module, so that it is in the bundle of whatever prints. */
export function generateFonts(): void {
  const { resolve } = createRequire(import.meta.url);
  const constants = Object.entries(PIECES).map(([name, file]) => {
    const font = readFileSync(resolve(`@fontsource/inter/files/${file}.woff`));
    return `export const ${name} = "${font.toString("base64")}";\n`;
  });
  mkdirSync(dirname(TARGET), { recursive: true });
  writeFileSync(TARGET, constants.join(""));
}

if (argv[1] === import.meta.filename) generateFonts();

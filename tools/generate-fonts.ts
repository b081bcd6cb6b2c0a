import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";

const TARGET = join(import.meta.dirname, "..", "adapters", "pdf", "generated", "inter.ts");
/** Inter comes in pieces by alphabet; Turkish takes two of them. */
const PIECES = {
  latin400: import.meta.resolve("@fontsource/inter/files/inter-latin-400-normal.woff"),
  latin600: import.meta.resolve("@fontsource/inter/files/inter-latin-600-normal.woff"),
  latinExt400: import.meta.resolve("@fontsource/inter/files/inter-latin-ext-400-normal.woff"),
  latinExt600: import.meta.resolve("@fontsource/inter/files/inter-latin-ext-600-normal.woff"),
} as const;

/** Writes the font of our PDF files as a module, so that it is in the bundle of whatever prints. */
export function generateFonts(): void {
  const constants = Object.entries(PIECES).map(([name, file]) => {
    const font = readFileSync(fileURLToPath(file));
    return `export const ${name} = "${font.toString("base64")}";\n`;
  });
  mkdirSync(dirname(TARGET), { recursive: true });
  writeFileSync(TARGET, constants.join(""));
}

if (argv[1] === import.meta.filename) generateFonts();

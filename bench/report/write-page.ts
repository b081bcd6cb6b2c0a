import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const PAGE = join(import.meta.dirname, "..", "..", "docs", "performance.md");
const BEGIN = "<!-- bench:begin -->";
const END = "<!-- bench:end -->";

/** Puts the measured part between the page's markers; throws when they are not there. */
export async function writePage(measured: string): Promise<void> {
  await writeFile(PAGE, withMeasured(await readFile(PAGE, "utf8"), measured));
}

/** The page with what is between its markers replaced. */
export function withMeasured(page: string, measured: string): string {
  const begin = page.indexOf(BEGIN);
  const end = page.indexOf(END);
  if (begin === -1 || end < begin) throw new Error("docs/performance.md has lost its markers.");
  return `${page.slice(0, begin + BEGIN.length)}\n\n${measured}\n\n${page.slice(end)}`;
}

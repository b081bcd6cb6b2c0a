import { readFileSync } from "node:fs";

const PAGE = readFileSync(new URL("../../../../docs/billing.md", import.meta.url), "utf8");

/** The rows of the first table below a heading of docs/billing.md, as cells, without its head. */
export function tableBelow(heading: string): readonly (readonly string[])[] {
  const section = PAGE.split(/^#+ /m).find((text) => text.startsWith(heading));
  if (section === undefined) throw new Error(`docs/billing.md has no heading "${heading}"`);
  return section
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .slice(2)
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

/** Headings of docs/billing.md that begin with a word. */
export function headingsWith(start: string): readonly string[] {
  return [...PAGE.matchAll(/^#+ (.*)$/gm)]
    .map(([, heading]) => heading ?? "")
    .filter((heading) => heading.startsWith(start));
}

/** The numbers in a cell: "1,000 s, of which 600 s free" has 1000 and 600. */
export function numbersIn(cell: string | undefined): readonly number[] {
  return [...(cell ?? "").matchAll(/\d[\d,]*(\.\d+)?/g)].map(([text]) =>
    Number(text.replaceAll(",", "")),
  );
}

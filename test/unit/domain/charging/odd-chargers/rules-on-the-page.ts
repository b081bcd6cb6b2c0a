import { readFileSync } from "node:fs";

const PAGE = readFileSync(new URL("../../../../../docs/billing.md", import.meta.url), "utf8");

/** The rules of one paragraph of docs/billing.md, "Rules for odd chargers", as the page says them. */
export function rulesBelow(heading: string): readonly string[] {
  const [, rules = ""] = PAGE.split("## Rules for odd chargers");
  const [, paragraph = ""] = rules.split(`\n${heading}:\n`);
  const [list = ""] = paragraph.trim().split("\n\n");
  return list.split("\n").map((line) => line.replace(/^- /, "").replace(/\.$/, ""));
}

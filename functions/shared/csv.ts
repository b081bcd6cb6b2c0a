import type { PortableRecord } from "#contracts/rest/portability.ts";
import { portableRecord } from "#contracts/rest/portability.ts";
import type { PortableSection } from "#domain/data-requests/portable-sections.ts";

/** The columns of a section, in the order of the schema. */
function columnsOf(section: PortableSection): readonly string[] {
  const option = portableRecord.options.find(({ shape }) => shape.section.value === section);
  return Object.keys(option?.shape ?? {}).filter((name) => name !== "section");
}

/**
 * Records of one section as CSV (RFC 4180), with the names of the columns where the page is the first. Lists are joined
 * by semicolons; a text that a spreadsheet would take for a formula gets an apostrophe.
 */
export function csvOf(
  section: PortableSection,
  records: readonly PortableRecord[],
  isFirstPage: boolean,
): string {
  const columns = columnsOf(section);
  const lines = records.map((record) => {
    const fields: Readonly<Record<string, unknown>> = { ...record };
    return columns.map((column) => cell(fields[column])).join(",");
  });
  return [...(isFirstPage ? [columns.join(",")] : []), ...lines]
    .map((line) => `${line}\r\n`)
    .join("");
}

function cell(value: unknown): string {
  if (value === undefined) return "";
  if (typeof value === "number") return String(value);
  const text = Array.isArray(value) ? value.join("; ") : String(value);
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

import type { JournalPage } from "#domain/audit/chain.ts";
import { RECORD_PREFIX } from "#domain/audit/export-record.ts";
import type { SignedStatement } from "#domain/audit/statement.ts";
import { checkPage } from "./check-page.ts";
import type { Finding } from "./finding.ts";
import { readRecord } from "./read-record.ts";

/** What is kept of an export while its lines stream by: one page's entries at a time, and a few numbers a page. */
export interface CollectedExport {
  readonly pages: readonly JournalPage[];
  readonly statements: readonly SignedStatement[];
  readonly publicKeys: readonly string[];
  readonly findings: readonly Finding[];
  readonly entries: number;
}

/** Takes an export's lines, file by file, in any order of the files. */
export function exportCollector() {
  const pages: JournalPage[] = [];
  const statements: SignedStatement[] = [];
  const publicKeys: string[] = [];
  const findings: Finding[] = [];
  let entries = 0;
  let page: JournalPage | undefined;
  let lines: string[] = [];

  function closePage(): void {
    if (page) {
      const finding = checkPage(page, lines);
      if (finding) findings.push(finding);
      // A page's entries are checked; what its marks said need not be remembered.
      pages.push({ ...page, marks: "" });
    } else if (lines.length > 0) {
      findings.push({ what: "inserted", because: "there are entries that belong to no page" });
    }
    page = undefined;
    lines = [];
  }

  function takeRecord(line: string): void {
    closePage();
    const record = readRecord(line);
    if (record?.kind === "page") {
      const { kind, ...header } = record;
      page = header;
    } else if (record?.kind === "statement") statements.push(record);
    else if (record?.kind === "key") publicKeys.push(record.publicKey);
    else findings.push({ what: "changed", because: "a line is not as any export has it" });
  }

  return {
    take(line: string): void {
      if (line.startsWith(RECORD_PREFIX)) takeRecord(line);
      else if (line !== "") {
        entries += 1;
        lines.push(line);
      }
    },
    /** Pages do not go on in the next file. */
    endFile: closePage,
    entriesSoFar: () => entries,
    finish(): CollectedExport {
      closePage();
      return { pages, statements, publicKeys, findings, entries };
    },
  };
}

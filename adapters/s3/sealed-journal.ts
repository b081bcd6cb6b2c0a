import { type ExportRecord, recordLine } from "#domain/audit/export-record.ts";
import type { SealedJournal } from "#domain/audit/seal.ts";
import type { AnchorStatement } from "#domain/audit/statement.ts";
import { sealedObjects } from "./sealed-objects.ts";

const WIDTH = 12;
const padded = (pageNumber: number) => String(pageNumber).padStart(WIDTH, "0");
const anchorsOf = (operatorId: string) => `${operatorId}/anchors/`;

/** The sealed copy of the journal, by operator: `pages/<table>/<first>-<last>.ndjson` and `anchors/<day>.ndjson`. */
export function sealedJournal(bucket: string): SealedJournal {
  const objects = sealedObjects(bucket);
  return {
    operators: objects.folders,

    async lastSealedPage({ operatorId, table }, behind) {
      const prefix = `${operatorId}/pages/${table}/`;
      let last = behind;
      for await (const key of objects.keysBelow(prefix, `${prefix}${padded(behind)}`)) {
        last = Math.max(last, Number(key.slice(-".ndjson".length - WIDTH, -".ndjson".length)));
      }
      return last;
    },

    async putPages({ operatorId, table }, pages) {
      const [first] = pages;
      const last = pages.at(-1);
      if (!first || !last) return;
      const name = `${padded(first.pageNumber)}-${padded(last.pageNumber)}.ndjson`;
      const lines = pages.flatMap(({ page, lines: entries }) => [
        recordLine({ kind: "page", ...page }),
        ...entries,
      ]);
      await objects.put(`${operatorId}/pages/${table}/${name}`, `${lines.join("\n")}\n`);
    },

    async lastAnchor(operatorId) {
      let last: string | undefined;
      for await (const key of objects.keysBelow(anchorsOf(operatorId))) last = key;
      return last === undefined ? undefined : readAnchor(await objects.read(last));
    },

    async putAnchor({ operatorId, day }, { signed, publicKey }) {
      const records: ExportRecord[] = [
        { kind: "statement", ...signed },
        { kind: "key", publicKey },
      ];
      const text = `${records.map(recordLine).join("\n")}\n`;
      await objects.put(`${anchorsOf(operatorId)}${day}.ndjson`, text);
    },

    async anchorLines(operatorId, from, to) {
      const lines: string[] = [];
      const prefix = anchorsOf(operatorId);
      for await (const key of objects.keysBelow(prefix)) {
        const day = key.slice(prefix.length, -".ndjson".length);
        if (day < from || day > to) continue;
        lines.push(...(await objects.read(key)).split("\n").filter((line) => line !== ""));
      }
      return lines;
    },
  };
}

function readAnchor(text: string): { readonly anchor: AnchorStatement; readonly text: string } {
  const [line = ""] = text.split("\n");
  const record = JSON.parse(line) as { readonly statement: string };
  return { anchor: JSON.parse(record.statement) as AnchorStatement, text: record.statement };
}

import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { genesisHash, headAfter, pageAfter } from "#domain/audit/chain.ts";
import { recordLine } from "#domain/audit/export-record.ts";
import { aSigner, someFacts } from "#test/support/audit/journal-export.ts";
import { sha256 } from "./verify/sha256.ts";

// Writes an export of invented entries, as large as asked for, to try the verifier with; names its key in the end.
const { values } = parseArgs({
  options: {
    entries: { type: "string", default: "1000000" },
    file: { type: "string", default: "export.ndjson" },
  },
});
const PAGE = 100;
const operatorId = "demo-a";
const chains = ["Charging", "Directory", "Fleet", "Security"].map((table) => {
  const start = { sequence: 0, hash: genesisHash({ operatorId, table }, sha256) };
  return { table, start, head: start };
});
const perChain = Math.ceil(Number(values.entries) / chains.length);
const signer = aSigner();

function* lines(): Generator<string> {
  for (const chain of chains) {
    const { table } = chain;
    while (chain.head.sequence < perChain) {
      const { sequence } = chain.head;
      const size = Math.min(PAGE, perChain - sequence);
      const facts = Array.from({ length: size }, (_, index) =>
        someFacts(operatorId, table, sequence + index),
      );
      const made = pageAfter({ operatorId, table }, chain.head, facts, sha256);
      chain.head = headAfter(made.page);
      yield `${[recordLine({ kind: "page", ...made.page }), ...made.lines].join("\n")}\n`;
    }
  }
  const stretches = chains.map(({ table, start, head }) => ({ table, after: start, head }));
  const at = new Date().toISOString();
  const claim = {
    type: "export",
    operatorId,
    at,
    chains: stretches,
    anchors: { count: 0 },
  } as const;
  yield `${recordLine(signer.sign(claim))}\n${recordLine(signer.record)}\n`;
}

await pipeline(lines, createWriteStream(values.file));
process.stdout.write(`${values.file}: ${perChain * chains.length} entries, key ${signer.key}\n`);

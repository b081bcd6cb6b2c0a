import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { type ChainHead, genesisHash, headAfter, pageAfter } from "#domain/audit/chain.ts";
import { recordLine } from "#domain/audit/export-record.ts";
import { type ExportStatement, statementText } from "#domain/audit/statement.ts";
import { sha256 } from "../../verify/sha256.ts";

const CHAIN = { operatorId: "demo-a", table: "Fleet" };
const PAGE = 100;

/** An export of one chain, signed with a key of its own. */
export function anExport(entries: number): { readonly text: string; readonly fingerprint: string } {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const der = publicKey.export({ type: "spki", format: "der" });
  const fingerprint = createHash("sha256").update(der).digest("hex");
  const start: ChainHead = { sequence: 0, hash: genesisHash(CHAIN, sha256) };
  const lines: string[] = [];
  let head = start;
  while (head.sequence < entries) {
    const first = head.sequence;
    const facts = Array.from({ length: Math.min(PAGE, entries - first) }, (_, index) =>
      aChange(first + index + 1),
    );
    const made = pageAfter(CHAIN, head, facts, sha256);
    lines.push(recordLine({ kind: "page", ...made.page }), ...made.lines);
    head = headAfter(made.page);
  }
  const claim: ExportStatement = {
    type: "export",
    operatorId: CHAIN.operatorId,
    at: new Date().toISOString(),
    chains: [{ table: CHAIN.table, after: start, head }],
    anchors: { count: 0 },
  };
  const statement = statementText(claim);
  const signature = sign("sha256", Buffer.from(statement), privateKey).toString("base64");
  lines.push(
    recordLine({ kind: "statement", statement, signature, key: fingerprint }),
    recordLine({ kind: "key", publicKey: der.toString("base64") }),
  );
  return { text: lines.join("\n"), fingerprint };
}

function aChange(number: number) {
  return {
    entryId: sha256(String(number)).slice(0, 26),
    at: new Date(Date.UTC(2026, 0, 1) + number * 60_000).toISOString(),
    actor: "anna",
    actorType: "person",
    operatorId: CHAIN.operatorId,
    action: "changed",
    object: { kind: "charger", id: `CP-${number % 20}` },
    changes: { name: { before: { value: `Post ${number}` }, after: { value: `Bay ${number}` } } },
    requestId: `request-${number}`,
  } as const;
}

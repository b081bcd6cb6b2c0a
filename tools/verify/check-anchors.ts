import type { ExportStatement } from "#domain/audit/statement.ts";
import type { Finding } from "./finding.ts";
import type { OpenedStatements } from "./open-statements.ts";

/** Holds the anchors against each other, and against what the export says of them. */
export function checkAnchors(
  anchors: OpenedStatements["anchors"],
  statement: ExportStatement | undefined,
): Finding[] {
  const findings: Finding[] = [];
  for (const [index, anchor] of anchors.entries()) {
    const before = anchors[index - 1];
    if (before && anchor.previousAnchorHash !== before.ownHash) {
      const because = `the anchor of ${anchor.day} does not follow that of ${before.day}`;
      findings.push({ what: "removed", because });
    }
  }
  if (!statement) return findings;
  const { count, firstHash, lastHash } = statement.anchors;
  const isWhole =
    anchors.length === count &&
    anchors[0]?.ownHash === firstHash &&
    anchors.at(-1)?.ownHash === lastHash;
  if (isWhole) return findings;
  const because = `the export had ${count} anchors, and these are not all of them and no others`;
  return [...findings, { what: anchors.length > count ? "inserted" : "removed", because }];
}

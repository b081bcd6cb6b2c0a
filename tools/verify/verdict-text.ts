import { findingText, firstFinding } from "./finding.ts";
import type { Verdict } from "./judge.ts";

const MOST_SHOWN = 20;

/** The verdict as lines for a person, the first fault before the others. */
export function verdictText(verdict: Verdict): string {
  const { findings, entries, chains, anchors, fingerprints } = verdict;
  const seen = `${entries} entries in ${chains} chains, ${anchors} anchors`;
  const keys = fingerprints.map((fingerprint) => `signed by ${fingerprint}`);
  const first = firstFinding(findings);
  if (!first) {
    const compare = "Compare the key with the one that the operator was given (docs/audit.md).";
    return [`Everything holds: ${seen}`, ...keys, compare].join("\n");
  }
  const others = findings.filter((finding) => finding !== first).slice(0, MOST_SHOWN);
  return [
    `ALTERED: ${seen}, ${findings.length} faults`,
    `first: ${findingText(first)}`,
    ...others.map((finding) => `also: ${findingText(finding)}`),
    ...keys,
  ].join("\n");
}

import type { ReplayResult } from "./run-replay.ts";

/** The result of a replay as two tables of Markdown. */
export function replayTable({ verdicts, counts, stored }: ReplayResult): string {
  const versions = Object.entries(verdicts).map(
    ([version, { exact, flagged, wrong }]) =>
      `| ${version} | ${exact + flagged + wrong} | ${exact} | ${flagged} | ${wrong} |`,
  );
  const faults = [...counts]
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([what, times]) => `| ${what} | ${times} |`);
  return [
    "| version | sessions | energy and cost exact | truth lost: flagged, never too high | wrong |",
    "|---|---:|---:|---:|---:|",
    ...versions,
    "",
    `Sessions stored: ${stored}.`,
    "",
    "| what went wrong on the way | times |",
    "|---|---:|",
    ...faults,
  ].join("\n");
}

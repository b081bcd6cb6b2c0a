import type { Latencies } from "../load/latencies.ts";
import { figure, markdownTable } from "../report/markdown-table.ts";
import type { Tally } from "./run-refused.ts";

/** The times of the starts and of their parts, as a table of the page. */
export function startsTable(latencies: Latencies): string {
  const rows = Object.entries(latencies.byAction()).map(
    ([part, { count, p50Ms, p95Ms, p99Ms, maximumMs }]) => [
      part,
      ...[count, p50Ms, p95Ms, p99Ms, maximumMs].map((each) => figure(each)),
    ],
  );
  return markdownTable(["from, to", "starts", "p50 ms", "p95 ms", "p99 ms", "longest ms"], rows);
}

/** How many attempts of each kind ended how. */
export function refusedTable(tally: Tally): string {
  const rows = [...tally].map(([kind, outcomes]) => {
    const ends = [...outcomes].map(([outcome, count]) => `${outcome} × ${figure(count)}`);
    const all = [...outcomes.values()].reduce((sum, count) => sum + count, 0);
    return [kind, figure(all), ends.join("; ")];
  });
  return markdownTable(["kind", "attempts", "ended"], rows);
}

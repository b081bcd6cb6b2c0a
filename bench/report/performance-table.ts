import { totalUsd } from "../cost/charger-month.ts";
import type { LatencyFigures, LoadResult } from "../load/messages.ts";
import { budgetLines } from "./budgets.ts";
import { figure, markdownTable } from "./markdown-table.ts";
import type { Measures } from "./measures.ts";

/** The measured part of docs/performance.md. */
export function performanceTable(measures: Measures): string {
  return [
    "## Measured",
    circumstances(measures),
    budgets(measures),
    "### Load, by action",
    latencyTable(measures.load),
    "### What a message costs",
    messages(measures),
    "### A charger for 30 days",
    bill(measures),
    "### Growth",
    growth(measures),
    "### Cold starts",
    coldStarts(measures),
  ].join("\n\n");
}

function circumstances({ options, machine, load, sessionsStoredRight }: Measures): string {
  const { date, processor, cores, memoryGigabytes, nodeVersion, loadBefore } = machine;
  return [
    `Measured on ${date} with \`--chargers ${options.chargers} --operators ${options.operators} --minutes ${options.minutes}\``,
    ` on ${cores} cores (${processor}), ${figure(memoryGigabytes)} GB, Node ${nodeVersion}; the load average of the machine was ${figure(loadBefore, 1)} before the run.`,
    ` ${figure(load.calls)} calls and ${figure(load.sessions)} sessions in ${figure(load.measuredSeconds)} s; the last session of ${figure(sessionsStoredRight)} of ${figure(load.lastSessions.length)} chargers is stored to the Wh.`,
    ` The platform's Node process took ${figure(load.platformCores, 2)} cores with ${load.environments} execution environments, the chargers ${figure(load.loadCores, 2)}.`,
  ].join("");
}

function budgets(measures: Measures): string {
  return markdownTable(
    ["what", "budget", "measured", "met"],
    budgetLines(measures).map(({ what, budget, measured, isMet }) => [
      what,
      budget,
      measured,
      isMet ? "yes" : "**no**",
    ]),
  );
}

/** How long the calls of the load took. */
export function latencyTable(load: LoadResult): string {
  const row = (action: string, of: LatencyFigures) => [
    action,
    figure(of.count),
    ...[of.p50Ms, of.p95Ms, of.p99Ms, of.maximumMs].map((value) => figure(value)),
  ];
  return markdownTable(
    ["action", "calls", "p50 ms", "p95 ms", "p99 ms", "longest ms"],
    [
      ...Object.entries(load.byAction)
        .toSorted(([one], [other]) => one.localeCompare(other))
        .map(([action, of]) => row(action, of)),
      row("all", load.all),
    ],
  );
}

function messages({ handlers }: Measures): string {
  return markdownTable(
    [
      "message",
      "AWS calls",
      "with the binding read",
      "read units",
      "write units",
      "log bytes",
      "handler CPU ms",
      "CPU with the SDK ms",
    ],
    handlers.map((cost) => [
      cost.action,
      figure(cost.awsCalls, 1),
      figure(cost.awsCallsCold, 1),
      figure(cost.readUnits, 1),
      figure(cost.writeUnits, 1),
      figure(cost.logBytes),
      figure(cost.handlerCpuMs, 2),
      figure(cost.totalCpuMs, 2),
    ]),
  );
}

function bill({ bills }: Measures): string {
  const [first] = bills;
  const items = first?.lines.map(({ item }) => item) ?? [];
  const cell = (lines: Measures["bills"][number]["lines"], item: string): string[] => {
    const found = lines.find((line) => line.item === item);
    const digits = (found?.quantity ?? 0) < 1 ? 4 : 0;
    return [figure(found?.quantity ?? 0, digits), figure(found?.usd ?? 0, 4)];
  };
  return markdownTable(
    ["item", ...bills.flatMap(({ version }) => [`${version} quantity`, "USD"])],
    [
      ...items.map((item) => [item, ...bills.flatMap(({ lines }) => cell(lines, item))]),
      ["**in all**", ...bills.flatMap(({ lines }) => ["", figure(totalUsd(lines), 4)])],
    ],
  );
}

function growth({ growth: points }: Measures): string {
  return markdownTable(
    ["stored chargers", "operators", "AWS calls", "read units", "write units", "p50 ms", "p99 ms"],
    points.map((point) => [
      figure(point.chargers),
      figure(point.operators),
      figure(point.awsCalls, 1),
      figure(point.readUnits, 1),
      figure(point.writeUnits, 1),
      figure(point.p50Ms, 1),
      figure(point.p99Ms, 1),
    ]),
  );
}

function coldStarts({ coldStarts: starts }: Measures): string {
  return markdownTable(
    ["function", "KB", "import ms"],
    starts.map(({ functionName, sizeKilobytes, importMs }) => [
      functionName,
      figure(sizeKilobytes),
      figure(importMs),
    ]),
  );
}

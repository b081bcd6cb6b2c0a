import { totalUsd } from "../cost/charger-month.ts";
import { figure } from "./markdown-table.ts";
import type { Measures } from "./measures.ts";

/** A budget of the design and what was measured. */
export interface BudgetLine {
  readonly what: string;
  readonly budget: string;
  readonly measured: string;
  readonly isMet: boolean;
}

/** AWS calls that a message may take while its binding comes from memory. */
const CALLS_AT_MOST: Readonly<Record<string, number>> = {
  Heartbeat: 1,
  StatusNotification: 1,
  MeterValues: 1,
  BootNotification: 1,
  Authorize: 2,
  StartTransaction: 2,
  StopTransaction: 2,
  "TransactionEvent Started": 2,
  "TransactionEvent Updated": 2,
  "TransactionEvent Ended": 2,
};

/** Every budget beside its figure. */
export function budgetLines(measures: Measures): readonly BudgetLine[] {
  const { load, handlers, coldStarts, bills } = measures;
  const messages = handlers.filter(({ action }) => action in CALLS_AT_MOST);
  const dearest = messages.filter(
    ({ action, awsCalls }) => awsCalls > (CALLS_AT_MOST[action] ?? 0),
  );
  const slowest = messages.toSorted((a, b) => b.handlerCpuMs - a.handlerCpuMs)[0];
  const coldest = coldStarts.toSorted((a, b) => b.importMs - a.importMs)[0];
  const largest = coldStarts
    .filter(({ functionName }) => functionName.startsWith("ocpp-"))
    .toSorted((a, b) => b.sizeKilobytes - a.sizeKilobytes)[0];
  const usd = Math.max(...bills.map(({ lines }) => totalUsd(lines)));
  const callsPerSecond = load.calls / load.measuredSeconds;
  const wrong = load.faults.lost + load.faults.misplaced + load.faults.refused;
  return [
    line("calls a second", "≥ 850", figure(callsPerSecond), callsPerSecond >= 850),
    line("p99 of all calls", "≤ 500 ms", `${figure(load.all.p99Ms)} ms`, load.all.p99Ms <= 500),
    line("answers lost, misplaced or refused", "0", figure(wrong), wrong === 0),
    line(
      "memory in all, peak under load",
      "≤ 1,200 MB",
      `${figure(load.peakMegabytes)} MB`,
      load.peakMegabytes <= 1_200,
    ),
    line(
      "memory in all after start",
      "≤ 400 MB",
      `${figure(measures.startMegabytes)} MB`,
      measures.startMegabytes <= 400,
    ),
    line(
      "AWS calls a message, binding in memory",
      "1, Authorize and transactions 2",
      dearest.length === 0 ? "none above" : dearest.map(({ action }) => action).join(", "),
      dearest.length === 0,
    ),
    line(
      "CPU of the slowest handler outside the SDK, p50",
      "≤ 1.0 ms",
      `${figure(slowest?.handlerCpuMs ?? 0, 2)} ms (${slowest?.action})`,
      (slowest?.handlerCpuMs ?? 0) <= 1,
    ),
    line(
      "slowest cold start",
      "≤ 150 ms",
      `${figure(coldest?.importMs ?? 0)} ms (${coldest?.functionName})`,
      (coldest?.importMs ?? 0) <= 150,
    ),
    line(
      "largest OCPP bundle",
      "≤ 700 KB",
      `${figure(largest?.sizeKilobytes ?? 0)} KB (${largest?.functionName})`,
      (largest?.sizeKilobytes ?? 0) <= 700,
    ),
    line("a charger for a month", "≤ 0.06 USD", `${figure(usd, 4)} USD`, usd <= 0.06),
  ];
}

function line(what: string, budget: string, measured: string, isMet: boolean): BudgetLine {
  return { what, budget, measured, isMet };
}

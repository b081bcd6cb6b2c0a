import { percentile } from "../load/latencies.ts";
import type { HandlerReport } from "./messages.ts";
import type { DatabaseCall } from "./recorded-database.ts";

/** One invocation. */
export interface Observation {
  readonly label: string;
  /** `cold`: the binding had to be read; `replay`: without the SDK. */
  readonly mode: "warm" | "cold" | "replay";
  readonly calls: readonly DatabaseCall[];
  readonly logBytes: number;
  readonly cpuMs: number;
}

/** What each kind of message costs, in the order in which the kinds were seen first. */
export function summaryOf(observations: readonly Observation[]): HandlerReport {
  const byLabel = Map.groupBy(observations, ({ label }) => label);
  return [...byLabel].map(([action, ofAction]) => {
    const of = (mode: Observation["mode"]) => ofAction.filter((each) => each.mode === mode);
    const warm = of("warm");
    const cold = of("cold");
    const units = (kind: keyof DatabaseCall) =>
      mean(cold.map(({ calls }) => calls.reduce((sum, call) => sum + call[kind], 0)));
    return {
      action,
      awsCalls: mean(warm.map(({ calls }) => calls.length)),
      awsCallsCold: mean(cold.map(({ calls }) => calls.length)),
      readUnits: units("readUnits"),
      writeUnits: units("writeUnits"),
      logBytes: mean(cold.map(({ logBytes }) => logBytes)),
      handlerCpuMs: median(of("replay").map(({ cpuMs }) => cpuMs)),
      totalCpuMs: median(warm.map(({ cpuMs }) => cpuMs)),
    };
  });
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function median(values: readonly number[]): number {
  return percentile(Float64Array.from(values).sort(), 50);
}

import type { OcppVersion } from "#domain/fleet/charger.ts";
import type { ColdStart } from "../cold-starts.ts";
import type { CostLine } from "../cost/charger-month.ts";
import type { GrowthPoint } from "../growth.ts";
import type { HandlerReport } from "../handlers/messages.ts";
import type { LoadMeasure } from "../load/run-load.ts";
import type { BenchOptions } from "../options.ts";
import type { Machine } from "./machine.ts";

/** Everything that a run found out. */
export interface Measures {
  readonly options: BenchOptions;
  readonly machine: Machine;
  readonly startMegabytes: number;
  readonly load: LoadMeasure;
  /** Of `load.lastSessions`, those that are stored as they were reported. */
  readonly sessionsStoredRight: number;
  readonly handlers: HandlerReport;
  readonly coldStarts: readonly ColdStart[];
  readonly bills: readonly { readonly version: OcppVersion; readonly lines: readonly CostLine[] }[];
  readonly growth: readonly GrowthPoint[];
}

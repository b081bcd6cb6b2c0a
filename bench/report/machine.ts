import { availableParallelism, cpus, loadavg, totalmem } from "node:os";

/** On what and when a run was made. */
export interface Machine {
  readonly date: string;
  readonly processor: string;
  readonly cores: number;
  readonly memoryGigabytes: number;
  readonly nodeVersion: string;
  /** Load average of the last minute before the run began: what else the machine had to do. */
  readonly loadBefore: number;
}

export function describeMachine(): Machine {
  return {
    date: new Date().toISOString().slice(0, 10),
    processor: cpus()[0]?.model.trim() ?? "unknown",
    cores: availableParallelism(),
    memoryGigabytes: totalmem() / 2 ** 30,
    nodeVersion: process.version,
    loadBefore: loadavg()[0] ?? 0,
  };
}

import type { BenchCharger } from "../fleet.ts";

/** Parent to load, once. */
export interface LoadOrder {
  readonly ocppUrl: string;
  readonly fleet: readonly BenchCharger[];
  readonly password: string;
  readonly warmUpSeconds: number;
  readonly measureSeconds: number;
}

/** Load to parent: `connected`, then `measuring`, then `done`. */
export type LoadReport =
  | { readonly kind: "connected" }
  | { readonly kind: "measuring" }
  | ({ readonly kind: "done" } & LoadResult);

export interface LatencyFigures {
  readonly count: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly maximumMs: number;
}

/** What went wrong, over the whole run, warm-up included. */
export interface LoadFaults {
  /** Calls that got no answer within half a minute, or whose socket closed. */
  readonly lost: number;
  /** Answers whose id is none of this socket's, or not the one that was waited for. */
  readonly misplaced: number;
  /** CALLERRORs, refused cards and anything else but the wanted answer. */
  readonly refused: number;
  /** The first few, in words. */
  readonly examples: readonly string[];
}

/** A session whose every call was answered, to be compared with what is stored. */
export interface FinishedSession {
  readonly charger: BenchCharger;
  readonly transactionId: number | string;
  readonly energyWh: number;
}

export interface LoadResult {
  readonly measuredSeconds: number;
  readonly calls: number;
  readonly sessions: number;
  readonly faults: LoadFaults;
  readonly all: LatencyFigures;
  readonly byAction: Readonly<Record<string, LatencyFigures>>;
  /** The last session of each charger. */
  readonly lastSessions: readonly FinishedSession[];
  readonly cpuSeconds: number;
}

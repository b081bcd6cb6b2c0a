import type { BenchCharger } from "../fleet.ts";

/** Parent to the measuring process, once; the environment of the functions is the process's own. */
export interface HandlerOrder {
  /** One charger of each version. */
  readonly chargers: readonly BenchCharger[];
  readonly password: string;
  /** Sessions that are run against the database and recorded. */
  readonly recordedSessions: number;
  /** Times that a recorded session is run again without the SDK. */
  readonly replays: number;
}

/** What a message costs, the mean over the recorded sessions where nothing else is said. */
export interface MessageCost {
  readonly action: string;
  /** Calls to AWS when the binding comes from memory. */
  readonly awsCalls: number;
  /** The same when the binding has to be read, as it has to where a charger speaks less than every half minute. */
  readonly awsCallsCold: number;
  /** Capacity units, the binding's included. */
  readonly readUnits: number;
  readonly writeUnits: number;
  readonly logBytes: number;
  /** CPU of the handler with every SDK call answered at once from a recording; p50. */
  readonly handlerCpuMs: number;
  /** CPU of the whole invocation, SDK and its sockets included; p50. */
  readonly totalCpuMs: number;
}

export type HandlerReport = readonly MessageCost[];

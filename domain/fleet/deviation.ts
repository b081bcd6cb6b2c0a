import type { ConnectionBinding } from "./charger.ts";

/** One way in which a charger's message departed from the specification. */
export interface FoundDeviation {
  /** A kind of docs/ocpp.md, e.g. `time-format`. */
  readonly kind: string;
  /** Names of OCPP's schema from the outside in, e.g. `meterValue.sampledValue.unit`. */
  readonly path: string;
  /** A description of what was sent, never a value that could be a person's. */
  readonly sent: string;
}

/** The same deviation of the same charger, however often it came. */
export interface ChargerDeviation extends FoundDeviation {
  readonly action: string;
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
  /** At least: what an execution environment had counted and not yet written goes with it. */
  readonly count: number;
}

/** Some more of a deviation, to be added to what is known of it. */
export interface DeviationCount extends FoundDeviation {
  readonly action: string;
  readonly times: number;
}

export interface DeviationLog {
  /** Adds to the charger's deviations; of a socket that is no longer current nothing is taken. */
  record(
    caller: ConnectionBinding,
    counts: readonly DeviationCount[],
    seenAt: string,
  ): Promise<void>;
}

/** What a charger's item says of its deviations: the last day of each, by `deviationKey`, so that lists can show a score. */
export type DeviationDays = Readonly<Record<string, string>>;

/** Names the deviations of one kind in one action's messages. */
export function deviationKey({ action, kind }: { readonly action: string; readonly kind: string }) {
  return `${action}:${kind}`;
}

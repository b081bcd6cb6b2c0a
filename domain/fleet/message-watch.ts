/** For a while somebody wants to see a charger's messages. */
export interface MessageWatch {
  /** ISO 8601 UTC. */
  readonly until: string;
  /** What pseudonyms are made with: the same card has the same one during a watch, and another one in the next. */
  readonly salt: string;
}

/** A call and its answer, as people see them: no card, no person, no secret. */
export interface ShownExchange {
  readonly at: string;
  readonly direction: "from-charger" | "to-charger";
  readonly action: string;
  readonly request: unknown;
  readonly response?: unknown;
  /** The code of a CALLERROR. */
  readonly error?: string;
  /** In what the charger's part departed from OCPP, `<path>:<kind>`. */
  readonly deviations: readonly string[];
}

/** Whether a charger's messages are kept at a moment. */
export function isWatched(watch: MessageWatch | undefined, now: string): watch is MessageWatch {
  return watch !== undefined && now < watch.until;
}

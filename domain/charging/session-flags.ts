import type { SessionFlag } from "./session.ts";

/** Flags of several sources as one list, each once. */
export function joinedFlags(...sources: readonly (readonly SessionFlag[])[]): SessionFlag[] {
  return [...new Set(sources.flat())];
}

/** Flags that tell that one of a session's two times is not the charger's. */
const FLAGS_OF_TIMES: readonly SessionFlag[] = ["stop-before-start", "timestamp-implausible"];

/** Whether the times of a session with these flags say how long it took. */
export function areTimesTrusted(flags: readonly SessionFlag[]): boolean {
  return !FLAGS_OF_TIMES.some((flag) => flags.includes(flag));
}

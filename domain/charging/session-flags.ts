import type { SessionFlag } from "./session.ts";

/** Flags of several sources as one list, each once. */
export function joinedFlags(...sources: readonly (readonly SessionFlag[])[]): SessionFlag[] {
  return [...new Set(sources.flat())];
}

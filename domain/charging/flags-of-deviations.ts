import type { SessionFlag } from "./session.ts";

/** What a repaired message means for the session: people look at it before money is claimed. */
export function flagsOfDeviations(deviations: readonly string[]): readonly SessionFlag[] {
  if (deviations.length === 0) return [];
  const implausible = deviations.includes("timestamp:substituted");
  return implausible ? ["content-repaired", "timestamp-implausible"] : ["content-repaired"];
}

import type { SessionFlag } from "./session.ts";

/** What a repaired message means for the session: people look at it before money is claimed. */
export function flagsOfDeviations(deviations: readonly string[]): readonly SessionFlag[] {
  if (deviations.length === 0) return [];
  const implausible = deviations.some((word) => word.endsWith("timestamp:implausible"));
  return implausible ? ["content-repaired", "timestamp-implausible"] : ["content-repaired"];
}

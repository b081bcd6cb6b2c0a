import { createHash } from "node:crypto";
import { canonicalJson } from "#domain/access/canonical-json.ts";

/** What binds an approval to a job's chargers and payload: SHA-256 in hex. */
export function digestOf(
  chargerIds: readonly string[],
  payload: Readonly<Record<string, unknown>>,
): string {
  return createHash("sha256").update(canonicalJson({ chargerIds, payload })).digest("hex");
}

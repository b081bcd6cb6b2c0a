import type { ProofChanges } from "#domain/fleet/proof.ts";

/** The parts of an update expression that write what a proven handshake changes on the charger; null takes a field away. */
export function proofUpdate(changes: ProofChanges) {
  const given = Object.entries(changes).filter(([, value]) => value !== undefined);
  const kept = given.filter(([, value]) => value !== null);
  const gone = given.filter(([, value]) => value === null);
  return {
    set: kept.map(([field]) => `, #${field} = :${field}`).join(""),
    remove: gone.length === 0 ? "" : ` REMOVE ${gone.map(([field]) => `#${field}`).join(", ")}`,
    names: Object.fromEntries(given.map(([field]) => [`#${field}`, field])),
    values: Object.fromEntries(kept.map(([field, value]) => [`:${field}`, value])),
  };
}

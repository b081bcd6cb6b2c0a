import { hashChargerPassword, newChargerPassword } from "#adapters/credentials/charger-password.ts";
import type { Charger, ChargerCredential } from "#domain/fleet/charger.ts";

/** A credential, and the password to show once where the platform made it. */
export interface IssuedCredential {
  readonly credential: ChargerCredential;
  readonly shown: { readonly password?: string };
}

/** Hashes the password that a charger already has, or makes a new one. */
export async function issueCredential(
  given: string | undefined,
  now: string,
): Promise<IssuedCredential> {
  const password = given ?? newChargerPassword();
  const credential = await hashChargerPassword(password, now);
  return { credential, shown: given === undefined ? { password } : {} };
}

/**
 * A charger that has never connected. Its epoch begins at the time, not at zero: an id that is used again after a
 * deletion never repeats an epoch, so a socket of the deleted charger cannot pass for the new one's.
 */
export function newCharger(
  operatorId: string,
  fields: Pick<Charger, "chargerId" | "siteId" | "name" | "tariffId" | "certificateName">,
  credential: ChargerCredential,
  now: string,
): Charger {
  return {
    ...fields,
    operatorId,
    credential,
    epoch: Math.floor(Date.parse(now) / 1000),
    connectors: {},
    createdAt: now,
    updatedAt: now,
    version: 1,
  };
}

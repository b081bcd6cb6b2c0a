import { verifyChargerPassword } from "#adapters/credentials/charger-password.ts";
import { rememberingProofs } from "#adapters/credentials/remembered-proofs.ts";
import type { Charger } from "#domain/fleet/charger.ts";
import type { Proof } from "#domain/fleet/proof.ts";

const verify = rememberingProofs(verifyChargerPassword);

/**
 * Whether a password is the charger's: the one that it has, or the one that it is being given (A01). One hash is
 * computed in every case, also without a charger and without a password.
 */
export async function passwordProof(
  sent: { readonly password: Buffer | undefined; readonly isNamed: boolean },
  charger: Charger | undefined,
  { isTls, now }: { readonly isTls: boolean; readonly now: string },
): Promise<Proof> {
  const { password, isNamed } = sent;
  const profile = isTls ? 2 : 1;
  if ((await verify(password, charger?.credential)) && isNamed) {
    return { proven: true, profile, by: "password" };
  }
  const next = charger?.nextCredential;
  if (next && next.until > now && (await verify(password, next)) && isNamed) {
    return { proven: true, profile, by: "next-password" };
  }
  return { proven: false, reason: "credentials-wrong" };
}

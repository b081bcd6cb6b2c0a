import { createHmac, randomBytes } from "node:crypto";
import type { ChargerCredential } from "#domain/fleet/charger.ts";

type Verify = (
  sent: Buffer | undefined,
  credential: ChargerCredential | undefined,
) => Promise<boolean>;

/** Bounds the memory of an execution environment: about 100 bytes each. */
const REMEMBERED = 5_000;

/**
 * Verifies as `verify` does, and remembers what was right: a fleet that reconnects is let in without hashing each
 * password again. Kept is an HMAC of password and credential under a key of this process alone; a wrong password, a
 * missing one and an unknown charger always take the full time.
 */
export function rememberingProofs(verify: Verify): Verify {
  const key = randomBytes(32);
  const proofs = new Set<string>();
  return async (sent, credential) => {
    if (sent === undefined || credential === undefined) return verify(sent, credential);
    const { salt, hashes } = credential;
    const proof = createHmac("sha256", key)
      .update(JSON.stringify([salt, hashes, sent.toString("base64")]))
      .digest("base64");
    if (proofs.has(proof)) return true;
    if (!(await verify(sent, credential))) return false;
    const [oldest] = proofs;
    if (proofs.size >= REMEMBERED && oldest !== undefined) proofs.delete(oldest);
    proofs.add(proof);
    return true;
  };
}

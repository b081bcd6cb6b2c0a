import { randomBytes, randomInt, scrypt, timingSafeEqual } from "node:crypto";
import type { ChargerCredential } from "#domain/fleet/charger.ts";

/** OWASP's smallest scrypt setting that still fits a reconnect of a whole fleet; passwords are long and random. */
const SCRYPT = { N: 2 ** 13, r: 8, p: 1 } as const;
const HASH_BYTES = 32;

function derive(password: Buffer, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password, salt, HASH_BYTES, SCRYPT, (error, hash) =>
      error ? reject(error) : resolve(hash),
    );
  });
}

/** The bytes a charger may send for a password: its text, and for a hex password also the decoded bytes. */
function acceptedForms(password: string): Buffer[] {
  const text = Buffer.from(password, "utf8");
  const isHex = /^(?:[0-9a-f]{2})+$/i.test(password);
  return isHex ? [text, Buffer.from(password, "hex")] : [text];
}

/** Hashes a charger's OCPP password for storage. */
export async function hashChargerPassword(
  password: string,
  changedAt: string,
): Promise<ChargerCredential> {
  const salt = randomBytes(16);
  const hashes = await Promise.all(acceptedForms(password).map((form) => derive(form, salt)));
  return {
    salt: salt.toString("base64"),
    hashes: hashes.map((hash) => hash.toString("base64")),
    changedAt,
  };
}

const NOBODY: ChargerCredential = {
  salt: randomBytes(16).toString("base64"),
  hashes: [],
  changedAt: "1970-01-01T00:00:00.000Z",
};

/**
 * Compares what a charger sent with its credential, as bytes. The work is the same for a right password, a wrong
 * one, a missing one and a charger that does not exist (`credential` undefined), so the time of the answer tells nothing.
 */
export async function verifyChargerPassword(
  sent: Buffer | undefined,
  credential: ChargerCredential | undefined,
): Promise<boolean> {
  const { salt, hashes } = credential ?? NOBODY;
  const hash = await derive(sent ?? Buffer.alloc(1), Buffer.from(salt, "base64"));
  const unmatchable = randomBytes(HASH_BYTES);
  let matches = false;
  for (let form = 0; form < 2; form++) {
    const stored = hashes[form];
    const expected = stored === undefined ? unmatchable : Buffer.from(stored, "base64");
    matches = timingSafeEqual(hash, expected) || matches;
  }
  return sent !== undefined && matches;
}

const ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** A new password of a 2.0.1 station: 40 letters and digits, the least that every station's variable takes (A00.FR.205). */
export function newStationPassword(): string {
  return Array.from({ length: 40 }, () => ALPHANUMERIC[randomInt(ALPHANUMERIC.length)]).join("");
}

/** A new OCPP password: 40 hex characters, which every charger's configuration accepts (1.6 security white paper: 16 to 20 bytes). */
export function newChargerPassword(): string {
  return randomBytes(20).toString("hex");
}

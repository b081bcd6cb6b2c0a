/** Crockford's base32: in the order of ASCII, so that ids sort as their times do. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const TIME_CHARACTERS = 10;
const RANDOM_CHARACTERS = 16;

/** How many random bytes an id takes. */
export const COMMAND_ID_RANDOM_BYTES = RANDOM_CHARACTERS;

/**
 * A command's id: 26 characters, the time in milliseconds and then 80 random bits. OCPP allows a message id 36.
 * Nobody can guess it, so a charger can only answer what it was asked.
 */
export function newCommandId(nowMilliseconds: number, random: Uint8Array): string {
  if (random.length < RANDOM_CHARACTERS) throw new RangeError("too few random bytes");
  let time = "";
  for (let rest = nowMilliseconds; time.length < TIME_CHARACTERS; rest = Math.floor(rest / 32)) {
    time = ALPHABET.charAt(rest % 32) + time;
  }
  let tail = "";
  for (const byte of random.subarray(0, RANDOM_CHARACTERS)) tail += ALPHABET.charAt(byte % 32);
  return time + tail;
}

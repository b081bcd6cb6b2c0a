import type { DriverProfile, PostalAddress } from "./driver.ts";

const HIDDEN = "•••";

/** A character is shown only of a part that has at least two more. */
const SHORTEST_SHOWN = 3;

/** `a•••@e•••.com`: the first characters of both parts, and the top-level domain. */
export function maskEmail(email: string): string {
  const [local = "", domain = ""] = splitLast(email, "@");
  const [host = "", topLevel = ""] = splitLast(domain, ".");
  return `${firstOf(local)}@${firstOf(host)}.${topLevel}`;
}

/** `+90 ••• ••• 12 34`: the country, and at most four digits; fewer of a short number. */
export function maskPhone(phone: string): string {
  const digits = phone.replaceAll(/\D/g, "");
  const country = countryCodeOf(digits);
  const national = digits.slice(country.length);
  const shown = Math.min(4, Math.floor(Math.max(0, national.length - 4) / 2) * 2);
  const end = shown === 0 ? "" : national.slice(-shown);
  return [`+${country}`, HIDDEN, HIDDEN, ...(end.match(/../g) ?? [])].join(" ");
}

/** `34 ••• 56`: two characters at each end of a long plate, one of a shorter one, none of a short one. */
export function maskPlate(plate: string): string {
  const text = [...plate.replaceAll(/[^\p{L}\p{N}]/gu, "")];
  const ends = text.length >= 7 ? 2 : 1;
  if (text.length < 5) return HIDDEN;
  return [text.slice(0, ends).join(""), HIDDEN, text.slice(-ends).join("")].join(" ");
}

/** `A••• L•••`: the first character of at most three words. */
export function maskName(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== "");
  return words.slice(0, 3).map(firstOf).join(" ") || HIDDEN;
}

/** `•••, TR`: the country alone. */
function maskAddress({ countryCode }: PostalAddress): string {
  return `${HIDDEN}, ${countryCode}`;
}

/** A driver's fields as staff see them. */
export interface MaskedProfile {
  readonly name?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly address?: string;
  readonly plates?: readonly string[];
}

/** Masks every field that there is. */
export function maskProfile({ name, email, phone, address, plates }: DriverProfile): MaskedProfile {
  return {
    ...(name !== undefined && { name: maskName(name) }),
    ...(email !== undefined && { email: maskEmail(email) }),
    ...(phone !== undefined && { phone: maskPhone(phone) }),
    ...(address !== undefined && { address: maskAddress(address) }),
    ...(plates !== undefined && { plates: plates.map(maskPlate) }),
  };
}

function firstOf(part: string): string {
  const characters = [...part];
  return characters.length < SHORTEST_SHOWN ? HIDDEN : `${characters[0]}${HIDDEN}`;
}

function splitLast(text: string, separator: string): readonly [string, string] {
  const at = text.lastIndexOf(separator);
  return at < 0 ? ["", text] : [text.slice(0, at), text.slice(at + separator.length)];
}

/** ITU-T E.164: zones 1 and 7 have one digit; these have two; all others have three. */
const TWO_DIGITS = new Set(
  (
    "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 " +
    "64 65 66 81 82 84 86 90 91 92 93 94 95 98"
  ).split(" "),
);

function countryCodeOf(digits: string): string {
  if (/^[17]/.test(digits)) return digits.slice(0, 1);
  const two = digits.slice(0, 2);
  return TWO_DIGITS.has(two) ? two : digits.slice(0, 3);
}

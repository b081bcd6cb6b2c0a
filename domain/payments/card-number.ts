/** 13 to 19 digits, with or without single blanks or hyphens between them. */
const CANDIDATE = /(?<![\d])\d(?:[ -]?\d){12,18}(?![\d])/g;
const SHORTEST = 13;

/** Whether a text holds what may be a card number: so many digits whose check digit fits. */
export function hasCardNumber(text: string): boolean {
  return (text.match(CANDIDATE) ?? []).some(passesLuhn);
}

/** The text without what may be a card number. */
export function withoutCardNumbers(text: string): string {
  return text.replace(CANDIDATE, (found) => (passesLuhn(found) ? "[card number removed]" : found));
}

/** Whether anything in a JSON value, names of fields included, holds what may be a card number; numbers count as text. */
export function holdsCardNumber(value: unknown): boolean {
  if (typeof value === "string") return hasCardNumber(value);
  if (typeof value === "number" || typeof value === "bigint") return hasCardNumber(String(value));
  if (Array.isArray(value)) return value.some(holdsCardNumber);
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(
    ([name, field]) => hasCardNumber(name) || holdsCardNumber(field),
  );
}

/** ISO/IEC 7812-1, annex B. */
function passesLuhn(candidate: string): boolean {
  const digits = [...candidate]
    .filter((character) => character >= "0" && character <= "9")
    .map(Number);
  if (digits.length < SHORTEST || digits.every((digit) => digit === digits[0])) return false;
  const sum = digits.toReversed().reduce((total, digit, place) => {
    const doubled = place % 2 === 0 ? digit : digit * 2;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}

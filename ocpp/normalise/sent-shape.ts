/** Words have letters and their separators only: no digit, so that no card number passes for one. */
const WORD = /^[A-Za-z][A-Za-z ._-]{0,39}$/;
const LIKE_A_TIME = /^[\d\s:.,TZ+-]{4,40}$/i;

/** What was sent where one of a list of words belongs: the word itself, which names nobody. */
export function sentWord(value: unknown): string {
  return typeof value === "string" && WORD.test(value.trim())
    ? JSON.stringify(value)
    : sentShape(value);
}

/** What was sent where a time belongs: its picture, with a 9 for each digit. */
export function sentTime(value: unknown): string {
  return typeof value === "string" && LIKE_A_TIME.test(value)
    ? value.replaceAll(/\d/g, "9")
    : sentShape(value);
}

/** The shape of a value, which tells nothing of what it says. */
export function sentShape(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return `list of ${value.length}`;
  if (typeof value === "string") return `text of ${value.length} characters`;
  return typeof value;
}

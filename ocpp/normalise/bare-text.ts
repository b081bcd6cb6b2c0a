const BLANK = 0x20;
const QUOTE = 0x22;

/** Whether a text has blanks or a quote at one of its ends, as no identifier or word has. */
export function isPadded(text: string): boolean {
  const { length } = text;
  if (length === 0) return false;
  const first = text.charCodeAt(0);
  const last = text.charCodeAt(length - 1);
  return first <= BLANK || last <= BLANK || (first === QUOTE && last === QUOTE);
}

/** The text without blanks around it, and without a pair of quotes that was meant to mark it as text. */
export function bareText(text: string): string {
  const trimmed = text.trim();
  const isQuoted = trimmed.length >= 2 && trimmed.startsWith('"') && trimmed.endsWith('"');
  return isQuoted ? trimmed.slice(1, -1).trim() : trimmed;
}

const HIDDEN = "***";

/** What a person is known by, where a machine writes free text: numbers of cards and telephones, e-mail addresses. */
const MARKS = [
  /[^\s@]+@[^\s@]+\.[^\s@]+/g,
  /\b[0-9A-F]{8,}\b/gi,
  /\b[0-9A-F]{2}(?:[:\- ][0-9A-F]{2}){3,}\b/gi,
  /\+\d[\d ]{7,}\d/g,
] as const;

/** Free text of a machine without what looks like a mark of a person. Codes of faults are shorter, or begin with `0x`. */
export function withoutMarks(text: string): string {
  return MARKS.reduce((left, mark) => left.replaceAll(mark, HIDDEN), text);
}

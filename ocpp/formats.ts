const DATE_TIME =
  /^(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/i;
const URI_SCHEME = /^[a-z][a-z\d+.-]*:/i;

/**
 * The formats that the schemas name. A `date-time` is one of RFC 3339 that `Date` can read, so no leap second:
 * whoever holds a valid message may parse its times without a second check.
 */
export const FORMATS = { "date-time": isDateTime, uri: isUri } as const;

function isDateTime(text: string): boolean {
  const match = DATE_TIME.exec(text);
  if (match === null) return false;
  return Number(match[3]) <= daysInMonth(Number(match[1]), Number(match[2]));
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function isUri(text: string): boolean {
  return URI_SCHEME.test(text) && URL.canParse(text);
}

/** Length in Unicode characters, as JSON Schema counts it (RFC 8259 §7: a surrogate pair is one). */
export function characterCount(text: string): number {
  let count = text.length;
  for (let index = 0; index < text.length - 1; index++) {
    if ((text.charCodeAt(index) & 0xfc00) !== 0xd800) continue;
    if ((text.charCodeAt(index + 1) & 0xfc00) !== 0xdc00) continue;
    count--;
    index++;
  }
  return count;
}

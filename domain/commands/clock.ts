/** Gives the time now, ISO 8601 UTC with milliseconds. */
export type Clock = () => string;

/** The moment so many seconds later, in the same form. */
export function afterSeconds(isoTime: string, seconds: number): string {
  return new Date(Date.parse(isoTime) + seconds * 1000).toISOString();
}

/** Whole seconds from one moment to another, rounded up, never negative. */
export function secondsBetween(from: string, to: string): number {
  return Math.max(0, Math.ceil((Date.parse(to) - Date.parse(from)) / 1000));
}

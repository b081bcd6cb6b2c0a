/** Whole seconds from one ISO 8601 time to another, rounded down; 0 where the second is not after the first. */
export function secondsBetween(from: string, to: string): number {
  const milliseconds = Date.parse(to) - Date.parse(from);
  return milliseconds > 0 ? Math.floor(milliseconds / 1000) : 0;
}

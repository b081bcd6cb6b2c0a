/** How often a charger's socket was replaced while it was still open, since a moment. */
export interface Takeovers {
  readonly since: string;
  readonly count: number;
}

const WINDOW_MS = 600_000;
/** A bad network replaces a socket now and then; two chargers of one name do it at once, again and again. */
const FLAPPING_FROM = 5;

/** The takeovers with one more; those of more than ten minutes ago no longer count. */
export function oneMoreTakeover(before: Takeovers | undefined, at: string): Takeovers {
  const isRecent = before !== undefined && Date.parse(at) - Date.parse(before.since) < WINDOW_MS;
  return isRecent ? { since: before.since, count: before.count + 1 } : { since: at, count: 1 };
}

/** Whether so many within ten minutes are more than a bad network explains. */
export function isFlapping({ count }: Takeovers): boolean {
  return count >= FLAPPING_FROM;
}

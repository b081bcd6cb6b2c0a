/** API Gateway gives up after 29 seconds. */
const MOST_SECONDS = 25;

/** The seconds that a client is willing to wait (RFC 7240 `Prefer: wait=N`); undefined where it does not say so. */
export function preferredWaitSeconds(prefer: string | undefined): number | undefined {
  for (const preference of (prefer ?? "").split(/[,;]/)) {
    const seconds = /^\s*wait\s*=\s*"?(\d{1,6})"?\s*$/i.exec(preference)?.[1];
    if (seconds !== undefined) return Math.min(Number(seconds), MOST_SECONDS);
  }
  return undefined;
}

/** How long before its end a certificate is to be renewed (A03). */
const AHEAD_MS = 30 * 86_400_000;
/** How long a charger that has not renewed its certificate is left alone. */
const AGAIN_MS = 7 * 86_400_000;

/** When a certificate has to be looked at first. */
export function lookAt(notAfter: string): string {
  return new Date(Date.parse(notAfter) - AHEAD_MS).toISOString();
}

/** When it has to be looked at again; undefined once it is over. */
export function lookAgainAt(notAfter: string, now: string): string | undefined {
  if (notAfter <= now) return undefined;
  const again = new Date(Date.parse(now) + AGAIN_MS).toISOString();
  return again < notAfter ? again : notAfter;
}

/** The operators that the platform keeps to try itself: the probe acts as the first and reaches for the second. */
export const CANARY = { own: "canary-a", foreign: "canary-b" } as const;

/** One thing of each kind that a canary has, under the same id in both. */
export const CANARY_THINGS = {
  siteId: "canary",
  chargerId: "CANARY-1",
  /** No card has this reference: it is no blind index of anything. */
  tokenRef: "canary".padEnd(26, "a"),
  tariffId: "canary",
} as const;

/** Operators that people make may not be called so. */
export const CANARY_PREFIX = "canary-";

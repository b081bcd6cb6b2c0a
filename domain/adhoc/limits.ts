/** What is limited, whether the gate is on or off. */
export type LimitKind = "source" | "device" | "charger" | "card" | "receipt-mail" | "report";

interface Limit {
  readonly most: number;
  readonly windowSeconds: number;
}

/** A car park's visitors share an address: the limit of a device is the one that a person can meet. */
const LIMITS: Readonly<Record<LimitKind, Limit>> = {
  source: { most: 30, windowSeconds: 600 },
  device: { most: 6, windowSeconds: 600 },
  charger: { most: 40, windowSeconds: 600 },
  card: { most: 5, windowSeconds: 3_600 },
  "receipt-mail": { most: 3, windowSeconds: 86_400 },
  report: { most: 5, windowSeconds: 3_600 },
};

/** The window that a moment lies in, and how many attempts it may have. */
export interface LimitWindow extends Limit {
  /** When it began, ISO 8601 UTC. */
  readonly startsAt: string;
  readonly secondsLeft: number;
}

/** The window of a limit at a moment. */
export function limitWindow(kind: LimitKind, now: string): LimitWindow {
  const { most, windowSeconds } = LIMITS[kind];
  const seconds = Math.floor(Date.parse(now) / 1_000);
  const begun = seconds - (seconds % windowSeconds);
  return {
    most,
    windowSeconds,
    startsAt: new Date(begun * 1_000).toISOString(),
    secondsLeft: begun + windowSeconds - seconds,
  };
}

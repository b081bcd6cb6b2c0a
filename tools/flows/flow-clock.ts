/** A clock that moves when it is told to. */
export interface FlowClock {
  readonly now: () => string;
  readonly pass: (seconds: number) => void;
}

const BEGINNING_MS = Date.parse("2026-03-01T08:00:00.000Z");

export function flowClock(): FlowClock {
  let nowMs = BEGINNING_MS;
  return {
    now: () => new Date(nowMs).toISOString(),
    pass: (seconds) => {
      nowMs += seconds * 1000;
    },
  };
}

import { type PageCost, pageCost } from "./journal-pages.ts";

/** What happens at one charger in a month, as far as the journal tells it. */
export interface JournaledMonth {
  readonly readings: number;
  readonly sessions: number;
  readonly statuses: number;
  readonly reconnects: number;
  /** Heartbeats that are written: they wake the journal's function, and it writes nothing. */
  readonly recordedHeartbeats: number;
}

/** What the journal of one charger comes to in a month. */
export interface JournalCost {
  readonly pages: number;
  readonly writeUnits: number;
  readonly invocations: number;
  readonly storedBytes: number;
}

/** A reading a minute, gathered for five minutes (lib/audit-reactions.ts). */
const READINGS_A_PAGE = 5;

/**
 * The journal of a charger that shares no page with any other: an operator's only one, and the platform's. All that
 * comes of one reconnect (socket gone, socket there, boot) is gathered; a start, a stop and a status have pages of
 * their own.
 */
export async function journalMonth(month: JournaledMonth): Promise<JournalCost> {
  const { readings, sessions, statuses, reconnects, recordedHeartbeats } = month;
  const kinds: readonly (readonly [number, PageCost])[] = [
    [readings / READINGS_A_PAGE, await pageCost("reading", READINGS_A_PAGE)],
    [sessions, await pageCost("start")],
    [sessions, await pageCost("stop")],
    [statuses, await pageCost("status")],
    [reconnects, await pageCost("connection", 3)],
  ];
  const sum = (of: (cost: PageCost) => number): number =>
    kinds.reduce((total, [count, cost]) => total + count * of(cost), 0);
  const pages = sum(() => 1);
  return {
    pages,
    writeUnits: sum(({ writeUnits }) => writeUnits),
    invocations: pages + recordedHeartbeats,
    storedBytes: sum(({ bytes }) => bytes),
  };
}

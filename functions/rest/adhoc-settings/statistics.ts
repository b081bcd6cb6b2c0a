import { listGateDays } from "#adapters/dynamodb/gate-day-store.ts";
import { type GateDay, type GateTotals, gateTotals } from "#domain/adhoc/gate-statistics.ts";
import { tables } from "./tables.ts";

const DAY_MS = 86_400_000;
/** 500 each: more than 300 sites on all of 90 days. */
const MOST_PAGES = 60;

/** What the gate said on an operator's last days, today among them. */
export async function lastGateDays(
  operatorId: string,
  days: number,
  now: string,
): Promise<readonly GateDay[]> {
  const first = new Date(Date.parse(now) - (days - 1) * DAY_MS).toISOString();
  const from = first.slice(0, "2026-01-01".length);
  const found: GateDay[] = [];
  let after: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const next = await listGateDays(tables.chargingTable, operatorId, { from, after });
    found.push(...next.items);
    after = next.after;
    if (after === undefined) break;
  }
  return found;
}

/** The same in all and by site. */
export function statisticsReply(days: number, found: readonly GateDay[]) {
  const bySite = Map.groupBy(found, ({ siteId }) => siteId);
  const shown = ({ scores, ...totals }: GateTotals) => ({ ...totals, scores: [...scores] });
  return {
    days,
    total: shown(gateTotals(found)),
    bySite: [...bySite].map(([siteId, of]) => ({ siteId, ...shown(gateTotals(of)) })),
  };
}

/** A line for each site and day (RFC 4180); ids of sites hold nothing that must be quoted. */
export function statisticsCsv(found: readonly GateDay[]): string {
  const lines = found.map((day) => {
    const { cleared, steppedUp, refused, unanswered, appeals, scores } = gateTotals([day]);
    return [day.day, day.siteId, cleared, steppedUp, refused, unanswered, appeals, ...scores];
  });
  const names = ["day", "siteId", "cleared", "steppedUp", "refused", "unanswered", "appeals"];
  const tenths = gateTotals([]).scores.map((_, tenth) => `score ${(tenth / 10).toFixed(1)}`);
  return [[...names, ...tenths], ...lines].map((line) => `${line.join(",")}\r\n`).join("");
}

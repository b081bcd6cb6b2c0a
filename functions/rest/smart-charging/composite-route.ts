import { findCharger } from "#adapters/dynamodb/find-charger.ts";
import { reportedThingStore } from "#adapters/dynamodb/reported-thing-store.ts";
import { runningTransaction } from "#adapters/dynamodb/running-transaction.ts";
import { readCompositeSchedule } from "#contracts/rest/charging-profiles.ts";
import { sortableNumber } from "#domain/reports/reported-thing.ts";
import { firstAbove, type ReportedSchedule } from "#domain/smart-charging/compare-schedules.ts";
import {
  type CompositionQuestion,
  compositeSchedule,
} from "#domain/smart-charging/composite-schedule.ts";
import type { ProfileStore } from "#domain/smart-charging/ports.ts";
import { reportedScheduleOf } from "#functions/shared/composite-words.ts";
import { sealerOf } from "#functions/shared/privacy.ts";
import { type RestRoute, route } from "#functions/shared/rest-route.ts";

interface Tables {
  readonly fleetTable: string;
  readonly chargingTable: string;
}

/** What all profiles together allow, beside what the charger said of it itself. */
export function compositeRoute(tables: Tables, profiles: ProfileStore): RestRoute {
  const things = reportedThingStore(tables.fleetTable, sealerOf);

  return route(readCompositeSchedule, async ({ context, params, query, receivedAt }) => {
    const charger = await findCharger(context, tables.fleetTable, params.chargerId);
    const { connectorId, unit, duration: durationSeconds } = query;
    const [kept, session, [told]] = await Promise.all([
      profiles.list(charger),
      connectorId === 0
        ? undefined
        : runningTransaction(tables.chargingTable, charger, connectorId),
      things.allFrom(charger, "composite-schedule", sortableNumber(connectorId)),
    ]);
    const transaction = session && {
      transactionId: session.transactionId,
      startedMs: Date.parse(session.startedAt),
    };
    const place = { profiles: kept, connectorId, transaction };
    const fromMs = Math.floor(Date.parse(receivedAt) / 1000) * 1000;
    const reported = told && reportedScheduleOf(told.content);
    const periods = compositeSchedule({ ...place, fromMs, durationSeconds, unit });
    return {
      body: {
        connectorId,
        unit,
        startsAt: new Date(fromMs).toISOString(),
        durationSeconds,
        periods: periods.map((period) => ({ ...period })),
        ...(reported && told && { reported: compared(reported, told.reportedAt, place) }),
      },
    };
  });
}

/** What the charger told, held against the profiles over the same time. */
function compared(
  { unit, startsAt, durationSeconds, periods }: ReportedSchedule,
  reportedAt: string,
  place: Pick<CompositionQuestion, "profiles" | "connectorId" | "transaction">,
) {
  const fromMs = Math.floor(Date.parse(startsAt) / 1000) * 1000;
  const ours = compositeSchedule({ ...place, fromMs, durationSeconds, unit });
  const above = firstAbove(ours, periods, durationSeconds);
  return {
    unit,
    startsAt,
    durationSeconds,
    periods: periods.map((period) => ({ ...period })),
    reportedAt,
    isWithin: above === undefined,
    ...(above !== undefined && { aboveFromSeconds: above }),
  };
}

import { driverSessionStore } from "#adapters/dynamodb/driver-session-store.ts";
import { sessionQuery } from "#adapters/dynamodb/session-query.ts";
import { defined } from "./defined.ts";
import { peopleTables } from "./people-tables.ts";
import type { ReadSection } from "./portable-section.ts";

/**
 * What meters said of the person's sessions, session by session. A page ends with its session; it may be empty while
 * there is more. A place is the session's, then a space and the reading's.
 */
export const readingsSection: ReadSection = async ({ context, driver }, limit, place = "") => {
  const store = driverSessionStore(context, peopleTables);
  const [sessionPlace = "", within = ""] = place.split(" ");
  const before = sessionPlace === "" ? undefined : sessionPlace;
  const { items, after } = await store.list(driver.driverId, 1, before, "oldest");
  const [session] = items;
  if (!session) return { items: [] };
  const readings = await sessionQuery(context, peopleTables.chargingTable).readings(
    session.sessionId,
    limit,
    within || undefined,
  );
  const next = readings.after === undefined ? after : `${sessionPlace} ${readings.after}`;
  return {
    items: readings.items.map((reading) => ({
      section: "readings",
      sessionId: session.sessionId,
      sampledAt: reading.sampledAt,
      ...defined({
        energyRegisterWh: reading.energyRegisterWh,
        powerW: reading.powerW,
        currentA: reading.currentA,
        voltageV: reading.voltageV,
        socPercent: reading.socPercent,
      }),
    })),
    ...(next !== undefined && { after: next }),
  };
};

import middy from "@middy/core";
import { dynamoActiveSessions } from "#adapters/dynamodb/active-sessions.ts";
import { dynamoSessionStore } from "#adapters/dynamodb/session-store.ts";
import { sweepStaleSessions } from "#domain/charging/sweep-stale-sessions.ts";
import { environment } from "#functions/shared/environment.ts";
import { logger } from "#functions/shared/observability.ts";

const chargingTable = environment("CHARGING_TABLE");
const ports = {
  active: dynamoActiveSessions({ directoryTable: environment("DIRECTORY_TABLE"), chargingTable }),
  sessions: dynamoSessionStore({ chargingTable, fleetTable: environment("FLEET_TABLE") }),
};

/** Woken by the clock: closes sessions whose stop never came. */
export const handler = middy(async () => {
  const closed = await sweepStaleSessions(new Date().toISOString(), ports);
  logger.info("swept stale sessions", { closed });
});

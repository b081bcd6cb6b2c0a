import { driverSessionStore } from "#adapters/dynamodb/driver-session-store.ts";
import { sessionQuery } from "#adapters/dynamodb/session-query.ts";
import { listMySessions } from "#contracts/rest/me.ts";
import type { Session } from "#domain/charging/session.ts";
import { sessionView } from "#domain/charging/session-view.ts";
import type { DriverContext } from "#domain/tenancy/tenant-context.ts";
import { defined } from "#functions/shared/defined.ts";
import { listOf, nextCursor, placeIn } from "#functions/shared/list-reply.ts";
import { peopleTables } from "#functions/shared/people-tables.ts";
import { route } from "#functions/shared/rest-route.ts";

export const sessionRoutes = [
  route(listMySessions, async ({ context, query, receivedAt }) => {
    const list = listOf(context, `sessions of ${context.driverId}`, query);
    const store = driverSessionStore(context, peopleTables);
    const page = await store.list(context.driverId, query.limit, placeIn(list, query));
    const sessions = await store.sessions(page.items);
    const items = await Promise.all(
      sessions.map((session) => ownSession(context, session, receivedAt)),
    );
    return { body: { items, ...nextCursor(list, page) } };
  }),
];

async function ownSession(context: DriverContext, session: Session, now: string) {
  const readings =
    session.state === "active"
      ? await sessionQuery(context, peopleTables.chargingTable).latestReadings(session.sessionId)
      : [];
  const { cost, energyWh, idleSeconds } = sessionView(session, readings, now);
  const { sessionId, chargerId, siteId, connectorId, state, startedAt, endedAt } = session;
  return {
    sessionId,
    chargerId,
    siteId,
    connectorId,
    state,
    startedAt,
    ...defined({ endedAt }),
    energyWh,
    idleSeconds,
    cost: { amountMinor: cost.amountMinor, currency: cost.currency },
  };
}

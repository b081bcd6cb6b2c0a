import { sessionQuery } from "#adapters/dynamodb/session-query.ts";
import { tokenMasks } from "#adapters/dynamodb/token-masks.ts";
import { listSessions, readSession } from "#contracts/rest/sessions.ts";
import type { Session } from "#domain/charging/session.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { environment } from "#functions/shared/environment.ts";
import { listOf, nextCursor, placeIn } from "#functions/shared/list-reply.ts";
import { sealerOf } from "#functions/shared/privacy.ts";
import { restHandler } from "#functions/shared/rest-handler.ts";
import { route } from "#functions/shared/rest-route.ts";
import { staffGate } from "#functions/shared/staff-gate.ts";
import { releaseRoute } from "./release-route.ts";
import { sessionDetailReply, sessionReply } from "./session-reply.ts";

const chargingTable = environment("CHARGING_TABLE");
const sessionsOf = (context: TenantContext) => sessionQuery(context, chargingTable);
const masksOf = (context: TenantContext, sessions: readonly Session[]) => {
  const tokenRefs = sessions.flatMap(({ tokenRef }) => tokenRef ?? []);
  return tokenMasks(context, chargingTable, sealerOf, tokenRefs);
};

export const handler = restHandler(
  [
    route(listSessions, async ({ context, query, receivedAt }) => {
      const sessions = sessionsOf(context);
      const list = listOf(context, "sessions", query);
      const page = await sessions.list(query, query.limit, placeIn(list, query));
      const masks = await masksOf(context, page.items);
      const items = await Promise.all(
        page.items.map(async (session) => {
          const isActive = session.state === "active";
          const readings = isActive ? await sessions.latestReadings(session.sessionId) : [];
          return sessionReply(session, readings, { masks, now: receivedAt });
        }),
      );
      return { body: { items, ...nextCursor(list, page) } };
    }),

    route(readSession, async ({ context, params, query, receivedAt }) => {
      const sessions = sessionsOf(context);
      const { sessionId } = params;
      const list = listOf(context, `sessions/${sessionId}`, query);
      const place = placeIn(list, query);
      const session = await sessions.find(sessionId);
      const [masks, samples, readings] = await Promise.all([
        masksOf(context, [session]),
        sessions.readings(sessionId, query.limit, place),
        session.state === "active"
          ? sessions.allReadings(sessionId)
          : sessions.latestReadings(sessionId),
      ]);
      const detail = sessionDetailReply(session, readings, samples.items, {
        masks,
        now: receivedAt,
      });
      return { body: { ...detail, ...nextCursor(list, samples) } };
    }),
    releaseRoute,
  ],
  staffGate,
);

import { billReleaseStore } from "#adapters/dynamodb/bill-release-store.ts";
import { sessionQuery } from "#adapters/dynamodb/session-query.ts";
import { tokenMasks } from "#adapters/dynamodb/token-masks.ts";
import { releaseBill } from "#contracts/rest/bill-release.ts";
import { withBillReleased } from "#domain/charging/release-bill.ts";
import { environment } from "#functions/shared/environment.ts";
import { sealerOf } from "#functions/shared/privacy.ts";
import { route } from "#functions/shared/rest-route.ts";
import { sessionReply } from "./session-reply.ts";

const chargingTable = environment("CHARGING_TABLE");

/** A person's judgement of a bill that is held. */
export const releaseRoute = route(releaseBill, async ({ context, params, body, receivedAt }) => {
  const sessions = sessionQuery(context, chargingTable);
  const before = await sessions.find(params.sessionId);
  const { energyWh, reason } = body;
  const released = withBillReleased(before, { energyWh, releasedAt: receivedAt });
  await billReleaseStore(context, chargingTable)(before, released, reason);
  const { tokenRef } = released;
  const tokenRefs = tokenRef === undefined ? [] : [tokenRef];
  const masks = await tokenMasks(context, chargingTable, sealerOf, tokenRefs);
  const readings = await sessions.latestReadings(released.sessionId);
  return { body: sessionReply(released, readings, { masks, now: receivedAt }) };
});

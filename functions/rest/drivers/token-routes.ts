import { driverStore } from "#adapters/dynamodb/driver-store.ts";
import { driverTokenStore } from "#adapters/dynamodb/driver-token-store.ts";
import { tokenSubject } from "#adapters/dynamodb/token-subject.ts";
import { attachToken, detachToken, listDriverTokens } from "#contracts/rest/driver-tokens.ts";
import { refuseErased, refuseRestricted } from "#domain/drivers/change-profile.ts";
import { DomainError } from "#domain/errors.ts";
import { listOf, nextCursor, placeIn } from "#functions/shared/list-reply.ts";
import { peopleTables } from "#functions/shared/people-tables.ts";
import { tokenRefOf } from "#functions/shared/privacy.ts";
import { route } from "#functions/shared/rest-route.ts";

const { peopleTable, chargingTable } = peopleTables;

export const tokenRoutes = [
  route(listDriverTokens, async ({ context, params, query }) => {
    const { driverId } = await driverStore(context, peopleTable).find(params.driverId);
    const list = listOf(context, `tokens of ${driverId}`, query);
    const page = await driverTokenStore(context, peopleTables).list(
      driverId,
      query.limit,
      placeIn(list, query),
    );
    const items = page.items.map(({ tokenRef, attachedAt }) => ({ tokenRef, attachedAt }));
    return { body: { items, ...nextCursor(list, page) } };
  }),

  route(attachToken, async ({ context, params, body, receivedAt: attachedAt }) => {
    const driver = await driverStore(context, peopleTable).find(params.driverId);
    refuseErased(driver);
    refuseRestricted(driver);
    const tokenRef = await tokenRefOf(context.operatorId, body.tokenId);
    const subject = await tokenSubject(chargingTable, context.operatorId, tokenRef);
    if (subject === undefined) throw new DomainError("token.not-found", "There is no such token.");
    const { driverId } = driver;
    await driverTokenStore(context, peopleTables).attach({ driverId, tokenRef, attachedAt });
    return { body: { tokenRef, attachedAt } };
  }),

  route(detachToken, async ({ context, params }) => {
    const { driverId } = await driverStore(context, peopleTable).find(params.driverId);
    await driverTokenStore(context, peopleTables).detach(driverId, params.tokenRef);
    return {};
  }),
];

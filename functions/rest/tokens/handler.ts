import { tokenStore } from "#adapters/dynamodb/token-store.ts";
import {
  changeToken,
  createToken,
  deleteToken,
  findToken,
  listTokens,
  readToken,
  revealToken,
} from "#contracts/rest/tokens.ts";
import type { NamedToken } from "#domain/charging/token.ts";
import { DomainError } from "#domain/errors.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { environment } from "#functions/shared/environment.ts";
import { listOf, nextCursor, placeIn } from "#functions/shared/list-reply.ts";
import { checkIfMatch } from "#functions/shared/precondition.ts";
import { sealerOf, tokenRefOf } from "#functions/shared/privacy.ts";
import { restHandler } from "#functions/shared/rest-handler.ts";
import { route } from "#functions/shared/rest-route.ts";
import { staffGate } from "#functions/shared/staff-gate.ts";
import { newToken } from "./new-token.ts";
import { tokenReply } from "./token-reply.ts";
import { checkValidity } from "./validity.ts";

const chargingTable = environment("CHARGING_TABLE");
const storeOf = (context: TenantContext) => tokenStore(context, chargingTable, sealerOf);
const shown = (token: NamedToken) => ({ body: tokenReply(token), version: token.version });

export const handler = restHandler(
  [
    route(listTokens, async ({ context, query }) => {
      const list = listOf(context, "tokens", query);
      const page = await storeOf(context).list(query.limit, placeIn(list, query));
      return { body: { items: page.items.map(tokenReply), ...nextCursor(list, page) } };
    }),

    route(createToken, async ({ context, body, receivedAt }) => {
      checkValidity(body);
      const { operatorId } = context;
      const tokenRef = await tokenRefOf(operatorId, body.tokenId);
      const token = newToken(body, { operatorId, tokenRef, createdAt: receivedAt });
      await storeOf(context).create(token);
      const place = `/v1/operators/${operatorId}/tokens/${tokenRef}`;
      return { ...shown(token), headers: { location: place } };
    }),

    route(findToken, async ({ context, body }) => {
      const tokenRef = await tokenRefOf(context.operatorId, body.tokenId);
      return shown(await storeOf(context).find(tokenRef));
    }),

    route(revealToken, async ({ context, params }) => {
      const { tokenRef, tokenId, groupId } = await storeOf(context).find(params.tokenRef);
      if (tokenId === undefined) throw new DomainError("privacy.erased", "The token was erased.");
      return { body: { tokenRef, tokenId, ...(groupId !== undefined && { groupId }) } };
    }),

    route(readToken, async ({ context, params }) =>
      shown(await storeOf(context).find(params.tokenRef)),
    ),

    route(changeToken, async ({ context, params, body, headers, receivedAt }) => {
      const store = storeOf(context);
      const before = await store.find(params.tokenRef);
      checkIfMatch(headers["if-match"], before.version);
      checkValidity({
        validFrom: body.validFrom === undefined ? before.validFrom : body.validFrom,
        expiresAt: body.expiresAt === undefined ? before.expiresAt : body.expiresAt,
      });
      await store.change(before, body, receivedAt);
      return shown(await store.find(params.tokenRef));
    }),

    route(deleteToken, async ({ context, params, headers, receivedAt }) => {
      const store = storeOf(context);
      const before = await store.find(params.tokenRef);
      checkIfMatch(headers["if-match"], before.version);
      await store.remove(before, receivedAt);
      return {};
    }),
  ],
  staffGate,
);

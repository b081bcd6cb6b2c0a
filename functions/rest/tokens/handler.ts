import { tokenStore } from "#adapters/dynamodb/token-store.ts";
import {
  changeToken,
  createToken,
  deleteToken,
  listTokens,
  readToken,
} from "#contracts/rest/tokens.ts";
import type { Token } from "#domain/charging/token.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { defined } from "#functions/shared/defined.ts";
import { environment } from "#functions/shared/environment.ts";
import { listOf, nextCursor, placeIn } from "#functions/shared/list-reply.ts";
import { checkIfMatch } from "#functions/shared/precondition.ts";
import { restHandler } from "#functions/shared/rest-handler.ts";
import { route } from "#functions/shared/rest-route.ts";
import { staffGate } from "#functions/shared/staff-gate.ts";
import { checkValidity } from "./validity.ts";

const chargingTable = environment("CHARGING_TABLE");
const storeOf = (context: TenantContext) => tokenStore(context, chargingTable);

export const handler = restHandler(
  [
    route(listTokens, async ({ context, query }) => {
      const list = listOf(context, "tokens", query);
      const page = await storeOf(context).list(query.limit, placeIn(list, query));
      return { body: { items: [...page.items], ...nextCursor(list, page) } };
    }),

    route(createToken, async ({ context, body, receivedAt }) => {
      checkValidity(body);
      const token: Token = {
        ...defined(body),
        operatorId: context.operatorId,
        tokenId: body.tokenId,
        status: body.status,
        maxActiveSessions: body.maxActiveSessions,
        activeSessions: 0,
        createdAt: receivedAt,
        updatedAt: receivedAt,
        version: 1,
      };
      await storeOf(context).create(token);
      const place = `/v1/operators/${context.operatorId}/tokens/${encodeURIComponent(body.tokenId)}`;
      return { body: token, version: token.version, headers: { location: place } };
    }),

    route(readToken, async ({ context, params }) => {
      const token = await storeOf(context).find(params.tokenId);
      return { body: token, version: token.version };
    }),

    route(changeToken, async ({ context, params, body, headers, receivedAt }) => {
      const store = storeOf(context);
      const before = await store.find(params.tokenId);
      checkIfMatch(headers["if-match"], before.version);
      checkValidity({ ...before, ...defined(body) });
      await store.change(before, body, receivedAt);
      const token = await store.find(params.tokenId);
      return { body: token, version: token.version };
    }),

    route(deleteToken, async ({ context, params, headers, receivedAt }) => {
      const store = storeOf(context);
      const before = await store.find(params.tokenId);
      checkIfMatch(headers["if-match"], before.version);
      await store.remove(before, receivedAt);
      return {};
    }),
  ],
  staffGate,
);

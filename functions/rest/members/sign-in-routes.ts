import { memberStore } from "#adapters/dynamodb/member-store.ts";
import { signInStore } from "#adapters/dynamodb/sign-in-store.ts";
import { listSignIns, revokeSignIn } from "#contracts/rest/sign-ins.ts";
import { accessTables } from "#functions/shared/access-tables.ts";
import { listOf, nextCursor, placeIn } from "#functions/shared/list-reply.ts";
import { route } from "#functions/shared/rest-route.ts";

const { directoryTable } = accessTables;

/** Where a member is signed in, as far as their operator has seen it. */
export const signInRoutes = [
  route(listSignIns, async ({ context, params, query }) => {
    const { subject } = await memberStore(context, directoryTable).find(params.subject);
    const list = listOf(context, "sign-ins", { ...query, subject });
    const store = signInStore(directoryTable, context.operatorId, subject);
    const page = await store.list(query.limit, placeIn(list, query));
    return { body: { items: [...page.items], ...nextCursor(list, page) } };
  }),

  route(revokeSignIn, async ({ context, params, receivedAt }) => {
    const { subject } = await memberStore(context, directoryTable).find(params.subject);
    const store = signInStore(directoryTable, context.operatorId, subject);
    await store.revoke(params.signInId, context, receivedAt);
    return {};
  }),
];

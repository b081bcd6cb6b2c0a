import { accountStore } from "#adapters/dynamodb/account-store.ts";
import { signInStore } from "#adapters/dynamodb/sign-in-store.ts";
import { listOwnSignIns, revokeOwnSignIn, signOutOneself } from "#contracts/rest/sign-ins.ts";
import { PLATFORM_SCOPE } from "#domain/access/standing.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { accessTables } from "#functions/shared/access-tables.ts";
import { accounts } from "#functions/shared/accounts.ts";
import { listOf, nextCursor, placeIn } from "#functions/shared/list-reply.ts";
import { route } from "#functions/shared/rest-route.ts";
import { staffGate } from "#functions/shared/staff-gate.ts";

const { directoryTable } = accessTables;
const { actFor } = staffGate;

/** Everybody's own sign-ins: what they end, they end in every operator. */
export const ownSignInRoutes = [
  route(listOwnSignIns, async ({ context, query }) => {
    const list = listOf(context, "own sign-ins", { ...query, subject: context.subject });
    const page = await actFor(homeOf(context), () =>
      seenAtHome(context).list(query.limit, placeIn(list, query)),
    );
    return { body: { items: [...page.items], ...nextCursor(list, page) } };
  }),

  route(revokeOwnSignIn, async ({ context, params, receivedAt }) => {
    const { signInId } = params;
    const { subject } = context;
    await actFor(homeOf(context), () => seenAtHome(context).revoke(signInId, context, receivedAt));
    await actFor(PLATFORM_SCOPE, () =>
      signInStore(directoryTable, PLATFORM_SCOPE, subject).revokeUnseen(
        signInId,
        context,
        receivedAt,
      ),
    );
    return {};
  }),

  // The mark first: it is what refuses tokens that live on.
  route(signOutOneself, async ({ context, receivedAt }) => {
    const { subject } = context;
    await actFor(PLATFORM_SCOPE, () =>
      accountStore(directoryTable, subject).signOut(context, receivedAt),
    );
    await accounts.signOut(subject);
    return {};
  }),
];

function seenAtHome(context: TenantContext) {
  return signInStore(directoryTable, homeOf(context), context.subject);
}

/** Where sign-ins of somebody are noted: who works from above the operators has no place in this one. */
function homeOf({ operatorId, standing }: TenantContext): string {
  const isHere = standing.assignments.some(({ scope }) => scope === operatorId);
  const isAbove = standing.assignments.some(({ scope }) => scope === PLATFORM_SCOPE);
  return isAbove && !isHere ? PLATFORM_SCOPE : operatorId;
}

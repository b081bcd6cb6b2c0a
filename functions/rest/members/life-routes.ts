import { memberStore } from "#adapters/dynamodb/member-store.ts";
import {
  completeHandOver,
  disableMember,
  enableMember,
  resetSecondFactor,
  signOutMember,
} from "#contracts/rest/members.ts";
import {
  enable,
  leave,
  signedOut,
  withSecondFactorReset,
  withStepDone,
} from "#domain/access/end-access.ts";
import type { Member } from "#domain/access/member.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { accessTables } from "#functions/shared/access-tables.ts";
import { accounts } from "#functions/shared/accounts.ts";
import { route } from "#functions/shared/rest-route.ts";
import { isFromAbove } from "./is-from-above.ts";
import { memberReply } from "./member-reply.ts";
import { otherHoldings } from "./other-holdings.ts";
import { refuseOneself } from "./refuse-oneself.ts";
import { reviveAccount } from "./revive-account.ts";

interface LifeRequest {
  readonly context: TenantContext;
  readonly params: { readonly subject: string };
  readonly receivedAt: string;
}

/** How a member's access ends, and begins again. */
export const lifeRoutes = [
  route(disableMember, (request) =>
    change(request, async (before) => {
      const { context, params, receivedAt } = request;
      if (before.disabledBecause === "left") return before;
      const { subject } = params;
      const other = await otherHoldings({ context, subject }, receivedAt);
      return leave(before, other, context.subject, receivedAt);
    }),
  ),

  route(enableMember, async (request) => {
    const reply = await change(request, async (before) => enable(before, request.receivedAt));
    await reviveAccount(request.params.subject);
    return reply;
  }),

  route(completeHandOver, (request) =>
    change(request, async (before) =>
      withStepDone(before, "hand-over", request.context.subject, request.receivedAt),
    ),
  ),

  // The mark first: it is what refuses tokens that live on.
  route(signOutMember, async (request) => {
    const reply = await change(request, async (before) => signedOut(before, request.receivedAt));
    await accounts.signOut(request.params.subject);
    return reply;
  }),

  route(resetSecondFactor, async (request) => {
    const { context, receivedAt } = request;
    const fromAbove = isFromAbove(context, "members:disable", receivedAt);
    return change(request, async (before) =>
      withSecondFactorReset(before, { by: context.subject, fromAbove }, receivedAt),
    );
  }),
];

async function change(
  { context, params, receivedAt }: LifeRequest,
  step: (before: Member) => Promise<Member>,
) {
  refuseOneself(context, params.subject);
  const store = memberStore(context, accessTables.directoryTable);
  const before = await store.find(params.subject);
  const after = await step(before);
  const stored = after === before ? before : await store.write({ before, after }, receivedAt);
  return { body: memberReply(stored, receivedAt), version: stored.version };
}

import { memberStore } from "#adapters/dynamodb/member-store.ts";
import type { RefusableWrite } from "#adapters/dynamodb/refusable.ts";
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
import { memberReply } from "./member-reply.ts";
import { otherHoldings } from "./other-holdings.ts";
import { refuseOneself } from "./refuse-oneself.ts";
import { reviveAccount } from "./revive-account.ts";

export interface LifeRequest {
  readonly context: TenantContext;
  readonly params: { readonly subject: string };
  readonly receivedAt: string;
}

/** How a member's access ends, and begins again; never one's own. */
export const life = {
  disable: (request: LifeRequest, alsoWrite: readonly RefusableWrite[] = []) =>
    change(
      request,
      async (before) => {
        if (before.disabledBecause === "left") return before;
        const { context, params, receivedAt } = request;
        const { subject } = params;
        const other = await otherHoldings({ context, subject }, receivedAt);
        return leave(before, other, context.subject, receivedAt);
      },
      alsoWrite,
    ),

  async enable(request: LifeRequest) {
    const reply = await change(request, async (before) => enable(before, request.receivedAt));
    await reviveAccount(request.params.subject);
    return reply;
  },

  handOver: (request: LifeRequest) =>
    change(request, async (before) =>
      withStepDone(before, "hand-over", request.context.subject, request.receivedAt),
    ),

  /** The mark first: it is what refuses tokens that live on. */
  async signOut(request: LifeRequest) {
    const reply = await change(request, async (before) => signedOut(before, request.receivedAt));
    await accounts.signOut(request.params.subject);
    return reply;
  },

  resetSecondFactor: (request: LifeRequest, { fromAbove }: { readonly fromAbove: boolean }) =>
    change(request, async (before) =>
      withSecondFactorReset(before, { by: request.context.subject, fromAbove }, request.receivedAt),
    ),
};

async function change(
  { context, params, receivedAt }: LifeRequest,
  step: (before: Member) => Promise<Member>,
  alsoWrite: readonly RefusableWrite[] = [],
) {
  refuseOneself(context, params.subject);
  const store = memberStore(context, accessTables.directoryTable);
  const before = await store.find(params.subject);
  const after = await step(before);
  const stored =
    after === before ? before : await store.write({ before, after }, receivedAt, alsoWrite);
  return { body: memberReply(stored, receivedAt), version: stored.version };
}

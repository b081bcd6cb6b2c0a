import { grantStore } from "#adapters/dynamodb/grant-store.ts";
import { memberStore } from "#adapters/dynamodb/member-store.ts";
import { dutiesWithin } from "#domain/access/assign-role.ts";
import { standingIn, withGrant } from "#domain/access/change-member.ts";
import { refuseConflictingDuties } from "#domain/access/duties.ts";
import type { Grant } from "#domain/access/grants.ts";
import { refusal } from "#domain/access/refusal.ts";
import { forbidden, type TenantContext } from "#domain/tenancy/tenant-context.ts";
import { accessTables } from "#functions/shared/access-tables.ts";
import { grantReply } from "#functions/shared/grant-reply.ts";

interface GrantStep {
  readonly context: TenantContext;
  readonly params: { readonly grantId: string };
  readonly receivedAt: string;
}

/**
 * Takes one step of a grant, and writes it with its member, whose copy is the one that decides. `byPerson` refuses
 * programs, whose maker could be the very person who must not decide.
 */
export async function changeGrant(
  { context, params, receivedAt: now }: GrantStep,
  step: (grant: Grant, subject: string, now: string) => Grant,
  { byPerson = false } = {},
) {
  if (byPerson && context.standing.client) throw forbidden([]);
  const { grantId } = params;
  const { directoryTable } = accessTables;
  const { subject } = await grantStore(context, directoryTable).find(grantId);
  const members = memberStore(context, directoryTable);
  const before = await members.find(subject);
  const held = before.grants[grantId];
  // What was over long ago, nobody's decisions are made by.
  if (!held) throw refusal("access.grant-ended", "The grant is over.");
  const grant = step(held, context.subject, now);
  const after = withGrant(before, grant, now);
  if (grant.approvedBy !== held.approvedBy) {
    // Roles may have changed since it was asked for.
    const duties = dutiesWithin(standingIn(after, context.standing.ownRoles), grant);
    refuseConflictingDuties(duties);
  }
  await members.write({ before, after }, now);
  return { body: grantReply(grant, now) };
}

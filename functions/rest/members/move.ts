import { type MemberChange, memberStore } from "#adapters/dynamodb/member-store.ts";
import { roleMove } from "#domain/access/change-member.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { accessTables } from "#functions/shared/access-tables.ts";
import { askSecondPerson } from "#functions/shared/second-person.ts";
import { isFromAbove } from "./is-from-above.ts";

interface Asked {
  readonly context: TenantContext;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly receivedAt: string;
}

/**
 * Asks for a second person where somebody gains a critical permission. The first member of an operator is let in by a
 * SystemAdmin alone: there is nobody yet who could be the second.
 */
export async function askForMove(asked: Asked, { before, after }: MemberChange) {
  const { context } = asked;
  const { subject, assignments } = after;
  const nobody = { ...after, assignments: [] };
  const { gainedPermissions: permissions } = roleMove(
    before ?? nobody,
    after,
    context.standing.ownRoles,
  );
  if (permissions.length === 0 || (await isFirst(asked))) return undefined;
  const change = { action: "grants.privileged", permissions } as const;
  const payload = { subject, version: before?.version ?? 0, roles: assignments };
  return askSecondPerson(asked, { change, payload }, accessTables);
}

async function isFirst({ context, receivedAt: now }: Asked): Promise<boolean> {
  if (!isFromAbove(context, "members:write", now)) return false;
  const { items } = await memberStore(context, accessTables.directoryTable).list(1);
  return items.length === 0;
}

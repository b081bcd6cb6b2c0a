import { accountStore } from "#adapters/dynamodb/account-store.ts";
import { placesOf } from "#adapters/dynamodb/places-of.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { accessTables } from "#functions/shared/access-tables.ts";
import { accounts } from "#functions/shared/accounts.ts";

const { directoryTable } = accessTables;

interface Leaver {
  readonly context: TenantContext;
  readonly subject: string;
  readonly now: string;
}

/** Disables the account of somebody who has no place left anywhere. */
export async function disableAccount({ context, subject, now }: Leaver): Promise<void> {
  if (await worksElsewhere(context, subject)) return;
  // The mark first: without it nobody could let the account live again.
  await accountStore(directoryTable, subject).markDisabled(context, now);
  await accounts.disable(subject);
}

/** Ends all sign-ins of a leaver. Who works for somebody else too signs in again there. */
export async function endSignIns({ subject }: Leaver): Promise<void> {
  await accounts.signOut(subject);
}

/** Whether somebody has a place in another operator, or above the operators. */
export async function worksElsewhere(
  { operatorId }: TenantContext,
  subject: string,
): Promise<boolean> {
  const scopes = await placesOf(directoryTable, subject);
  return scopes.some((scope) => scope !== operatorId);
}

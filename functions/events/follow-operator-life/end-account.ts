import { accountStore } from "#adapters/dynamodb/account-store.ts";
import { placesOf } from "#adapters/dynamodb/places-of.ts";
import { accounts } from "#functions/shared/accounts.ts";

/** Deletes the account of a member of an operator that ends, unless they work for somebody else too. */
export async function endAccount(
  directoryTable: string,
  member: { readonly operatorId: string; readonly subject: string },
): Promise<void> {
  const { operatorId, subject } = member;
  const scopes = await placesOf(directoryTable, subject);
  if (scopes.some((scope) => scope !== operatorId)) return;
  await accounts.remove(subject);
  await accountStore(directoryTable, subject).forget();
}

import { accountStore } from "#adapters/dynamodb/account-store.ts";
import { PLATFORM_SCOPE } from "#domain/access/standing.ts";
import { accessTables } from "#functions/shared/access-tables.ts";
import { accounts } from "#functions/shared/accounts.ts";
import { staffGate } from "#functions/shared/staff-gate.ts";

/** Lets an account live again that was disabled because nobody had a place for its person any more. */
export async function reviveAccount(subject: string): Promise<void> {
  await staffGate.actFor(PLATFORM_SCOPE, async () => {
    const account = accountStore(accessTables.directoryTable, subject);
    if (!(await account.isDisabledByPlatform())) return;
    await accounts.enable(subject);
    await account.unmark();
  });
}

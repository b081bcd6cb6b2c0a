import { type DriverToken, driverTokenStore } from "#adapters/dynamodb/driver-token-store.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { peopleTables } from "#functions/shared/people-tables.ts";

const PAGE = 100;

/** All tokens of a driver. Their entries stay until the last step, so that every step finds them again. */
export async function everyToken(
  context: TenantContext,
  driverId: string,
): Promise<readonly DriverToken[]> {
  const store = driverTokenStore(context, peopleTables);
  const tokens: DriverToken[] = [];
  let after: string | undefined;
  do {
    const page = await store.list(driverId, PAGE, after);
    tokens.push(...page.items);
    after = page.after;
  } while (after !== undefined);
  return tokens;
}

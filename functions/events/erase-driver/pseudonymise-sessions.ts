import { driverSessionStore } from "#adapters/dynamodb/driver-session-store.ts";
import type { ReceiptLine } from "#domain/data-requests/data-request.ts";
import type { Erasure } from "#domain/data-requests/erasure.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { peopleTables } from "#functions/shared/people-tables.ts";

const AT_ONCE = 25;

/** Takes from each session of the driver what leads to a card. Energy, prices and times stay, as the law of taxes demands. */
export async function pseudonymiseSessions(
  context: TenantContext,
  { driverId }: Erasure,
  now: string,
): Promise<readonly ReceiptLine[]> {
  const store = driverSessionStore(context, peopleTables);
  let count = 0;
  let after: string | undefined;
  do {
    const page = await store.list(driverId, AT_ONCE, after, "oldest");
    await Promise.all(
      page.items.map(({ sessionId }) => store.pseudonymise(sessionId, now, context.subject)),
    );
    count += page.items.length;
    after = page.after;
  } while (after !== undefined);
  return [{ what: "sessions-pseudonymised", count }];
}

import { eraseToken } from "#adapters/dynamodb/token-subject.ts";
import type { ReceiptLine } from "#domain/data-requests/data-request.ts";
import type { Erasure } from "#domain/data-requests/erasure.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { peopleTables } from "#functions/shared/people-tables.ts";
import { everyToken } from "./every-token.ts";

/** Deletes the driver's cards: no charger starts anything by them any more. */
export async function removeTokens(
  context: TenantContext,
  { operatorId, driverId }: Erasure,
  now: string,
): Promise<readonly ReceiptLine[]> {
  const tokens = await everyToken(context, driverId);
  for (const { tokenRef } of tokens) {
    const token = { operatorId, driverId, tokenRef };
    await eraseToken(peopleTables.chargingTable, token, context, now);
  }
  return [{ what: "tokens", count: tokens.length }];
}

import { dataRequestStore } from "#adapters/dynamodb/data-request-store.ts";
import { tokenSubject } from "#adapters/dynamodb/token-subject.ts";
import type { ReceiptLine } from "#domain/data-requests/data-request.ts";
import type { Erasure } from "#domain/data-requests/erasure.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { peopleTables } from "#functions/shared/people-tables.ts";
import { sealerOf } from "#functions/shared/privacy.ts";
import { everyToken } from "./every-token.ts";

/** Destroys the driver's keys and those of their cards: whatever copy of the sealed fields there is opens no more. */
export async function destroyKeys(
  context: TenantContext,
  { operatorId, driverId }: Erasure,
  now: string,
): Promise<readonly ReceiptLine[]> {
  const sealer = sealerOf(context);
  await sealer.forget(driverId, now);
  await dataRequestStore(context, peopleTables.peopleTable).forgetDetails(driverId);
  const tokens = await everyToken(context, driverId);
  for (const { tokenRef } of tokens) {
    const subjectId = await tokenSubject(peopleTables.chargingTable, operatorId, tokenRef);
    if (subjectId !== undefined) await sealer.forget(subjectId, now);
  }
  return [{ what: "keys-of-subjects", count: 1 + tokens.length }];
}

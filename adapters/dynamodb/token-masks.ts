import { ERASED_ID, maskedId } from "#domain/privacy/mask.ts";
import type { SealerOf } from "#domain/privacy/sealer.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { fromItem, toItem } from "./client.ts";
import { keys } from "./keys.ts";
import { readIndexed } from "./list-page.ts";
import { type StoredToken, tokenNameOf } from "./token-item.ts";

/** The masked ids of tokens by reference; what the operator does not have (any more) is left out. At most 100. */
export async function tokenMasks(
  { operatorId }: TenantContext,
  chargingTable: string,
  sealerOf: SealerOf,
  tokenRefs: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(tokenRefs)].map((ref) => toItem(keys.token(operatorId, ref)));
  const items = await readIndexed(chargingTable, wanted);
  const sealer = sealerOf({ operatorId });
  const masked = items.map(async (item): Promise<readonly [string, string]> => {
    const { tokenRef } = fromItem<StoredToken>(item);
    const { tokenId } = await tokenNameOf(sealer, item);
    return [tokenRef, tokenId === undefined ? ERASED_ID : maskedId(tokenId)];
  });
  return new Map(await Promise.all(masked));
}

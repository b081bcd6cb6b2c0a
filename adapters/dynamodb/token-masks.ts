import { ERASED_ID, maskedId } from "#domain/privacy/mask.ts";
import type { SealerOf } from "#domain/privacy/sealer.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { toItem } from "./client.ts";
import { keys } from "./keys.ts";
import { readIndexed } from "./list-page.ts";
import { namedTokenOf } from "./token-item.ts";

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
  const tokens = await Promise.all(items.map((item) => namedTokenOf(sealer, item)));
  return new Map(
    tokens.map(({ tokenRef, tokenId }) => [
      tokenRef,
      tokenId === undefined ? ERASED_ID : maskedId(tokenId),
    ]),
  );
}

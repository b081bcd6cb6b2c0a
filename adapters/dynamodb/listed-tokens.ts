import type { NamedToken, Token } from "#domain/charging/token.ts";
import type { ListEntries } from "#domain/local-lists/local-list.ts";
import type { SealerOf } from "#domain/privacy/sealer.ts";
import { fromItem, toItem } from "./client.ts";
import { keys } from "./keys.ts";
import { readIndexed } from "./list-page.ts";
import { indexPages } from "./local-list-store.ts";
import { namedTokenOf, type StoredToken } from "./token-item.ts";

/** DynamoDB's limit of a batch. */
const BATCH = 100;

/** The tokens of one operator that chargers keep in their local lists. */
export function listedTokens(
  { operatorId }: { readonly operatorId: string },
  chargingTable: string,
  sealerOf: SealerOf,
) {
  const read = async (tokenRefs: readonly string[]) => {
    const items = [];
    for (let at = 0; at < tokenRefs.length; at += BATCH) {
      const batch = tokenRefs.slice(at, at + BATCH);
      const wanted = batch.map((ref) => toItem(keys.token(operatorId, ref)));
      items.push(...(await readIndexed(chargingTable, wanted)));
    }
    return items;
  };

  return {
    /** Those that may charge from now on or are to be refused; one that is not valid yet comes when it is. */
    async wanted(now: string): Promise<ListEntries> {
      const wanted: Record<string, number> = {};
      const { gsi1pk } = keys.localTokenIndex(operatorId, "");
      for await (const entries of indexPages(chargingTable, gsi1pk)) {
        for (const item of await readIndexed(chargingTable, entries)) {
          const { tokenRef, version, validFrom } = fromItem<StoredToken>(item);
          if (validFrom === undefined || validFrom <= now) wanted[tokenRef] = version;
        }
      }
      return wanted;
    },

    /** Which of these the operator still has. */
    async whichExist(tokenRefs: readonly string[]): Promise<ReadonlySet<string>> {
      const items = await read(tokenRefs);
      return new Set(items.map((item) => fromItem<Pick<Token, "tokenRef">>(item).tokenRef));
    },

    /** Tokens with their names, for the message that tells a charger of them. */
    async named(tokenRefs: readonly string[]): Promise<readonly NamedToken[]> {
      const sealer = sealerOf({ operatorId });
      const items = await read(tokenRefs);
      return Promise.all(items.map((item) => namedTokenOf(sealer, item)));
    },
  };
}

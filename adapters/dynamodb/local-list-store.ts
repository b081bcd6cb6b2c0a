import { GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { LocalList } from "#domain/local-lists/local-list.ts";
import type { LocalListStore } from "#domain/local-lists/synchronise-list.ts";
import { dynamo, fromItem, type Item, refusedConditions, toItem } from "./client.ts";
import { keys } from "./keys.ts";
import { queryPage, readIndexed } from "./list-page.ts";

const PAGE = 100;

/** What chargers keep of tokens: one item a charger that has a local list, in the Fleet table. */
export function localListStore(fleetTable: string): LocalListStore & {
  /** The lists of an operator. */
  readonly every: (operatorId: string) => AsyncGenerator<LocalList>;
} {
  return {
    async find(operatorId, chargerId) {
      const { Item } = await dynamo.send(
        new GetItemCommand({
          TableName: fleetTable,
          Key: toItem(keys.localList(operatorId, chargerId)),
          ConsistentRead: true,
        }),
      );
      // Whose it is, its key says.
      return Item && { ...fromItem<LocalList>(Item), operatorId, chargerId };
    },

    async write(list) {
      const { operatorId, chargerId, version } = list;
      try {
        await dynamo.send(
          new PutItemCommand({
            TableName: fleetTable,
            Item: toItem({
              ...keys.localList(operatorId, chargerId),
              ...keys.localListIndex(operatorId, chargerId),
              ...list,
              version: version + 1,
            }),
            ConditionExpression: version === 0 ? "attribute_not_exists(pk)" : "#version = :version",
            ...(version > 0 && {
              ExpressionAttributeNames: { "#version": "version" },
              ExpressionAttributeValues: toItem({ ":version": version }),
            }),
          }),
        );
        return true;
      } catch (error) {
        if (!refusedConditions(error)) throw error;
        return false;
      }
    },

    async *every(operatorId) {
      const { gsi1pk } = keys.localListIndex(operatorId, "");
      for await (const entries of indexPages(fleetTable, gsi1pk)) {
        for (const item of await readIndexed(fleetTable, entries)) {
          yield { ...fromItem<LocalList>(item), operatorId };
        }
      }
    },
  };
}

/** The entries of one partition of the first index, a hundred at a time. */
export async function* indexPages(
  tableName: string,
  gsi1pk: string,
): AsyncGenerator<readonly Item[]> {
  let after: Item | undefined;
  do {
    const { items, hasMore } = await queryPage({
      TableName: tableName,
      IndexName: "gsi1",
      KeyConditionExpression: "gsi1pk = :pk",
      ExpressionAttributeValues: toItem({ ":pk": gsi1pk }),
      Limit: PAGE,
      ...(after && { ExclusiveStartKey: after }),
    });
    yield items;
    after = hasMore ? items.at(-1) : undefined;
  } while (after);
}

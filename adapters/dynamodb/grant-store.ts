import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import type { Grant } from "#domain/access/grants.ts";
import { DomainError } from "#domain/errors.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { unstamped } from "./change-stamp.ts";
import { dynamo, fromItem, type Item, toItem } from "./client.ts";
import { keys } from "./keys.ts";
import { filledPage, type Page, queryPage } from "./list-page.ts";

/**
 * The record of an operator's grants, for reading: they are written with their member, whose copy decides. Throws
 * `grant.not-found`.
 */
export function grantStore(tenant: TenantContext, directoryTable: string) {
  const { operatorId } = tenant;
  const keyOf = (grantId: string) => keys.grant(operatorId, grantId);
  return {
    async find(grantId: string): Promise<Grant> {
      const Key = toItem(keyOf(grantId));
      const { Item } = await dynamo.send(
        new GetItemCommand({ TableName: directoryTable, Key, ConsistentRead: true }),
      );
      if (Item) return grantFrom(Item);
      throw new DomainError("grant.not-found", "There is no such grant.");
    },

    /** Newest first; a page may be short where few of many grants are the subject's. */
    list(limit: number, filter: { readonly subject?: string | undefined }, after?: string) {
      const read = async (wanted: number, from?: string): Promise<Page<Grant>> => {
        const { items, hasMore } = await queryPage({
          TableName: directoryTable,
          KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
          ExpressionAttributeValues: toItem({ ":pk": operatorId, ":prefix": keyOf("").sk }),
          ScanIndexForward: false,
          Limit: wanted,
          ...(from !== undefined && { ExclusiveStartKey: toItem(keyOf(from)) }),
        });
        const grants = items.map(grantFrom);
        const last = grants.at(-1);
        return {
          items: grants.filter(({ subject }) => subject === (filter.subject ?? subject)),
          ...(hasMore && last && { after: last.grantId }),
        };
      };
      return filledPage(read, limit, after);
    },
  };
}

function grantFrom(item: Item): Grant {
  return unstamped(fromItem<Grant>(item));
}

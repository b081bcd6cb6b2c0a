import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { dynamo, fromItem, toItem, ttlAfter } from "./client.ts";
import { keyDigest, keys } from "./keys.ts";
import { type Page, queryPage } from "./list-page.ts";

const KEPT_SECONDS = 400 * 86_400;

/** That somebody of the platform looked at personal data of an operator, and why. */
export interface AccessRecord {
  readonly operatorId: string;
  readonly subject: string;
  readonly operationId: string;
  /** What of it: the parameters of the path. */
  readonly target: Readonly<Record<string, string>>;
  readonly reason: string;
  readonly requestId: string;
  readonly at: string;
}

/** Who of the platform looked at an operator's personal data, in the Security table, for 400 days. */
export function accessRecordStore(tenant: TenantContext, securityTable: string) {
  const { operatorId } = tenant;
  return {
    async record(access: AccessRecord): Promise<void> {
      const { at, requestId, subject } = access;
      const fields = Object.entries({ ...access, operatorId, ttl: ttlAfter(at, KEPT_SECONDS) });
      // An update that only creates: so its writer needs no right to put or delete.
      await dynamo.send(
        new UpdateItemCommand({
          TableName: securityTable,
          Key: toItem(keys.accessRecord(operatorId, at, keyDigest(requestId, subject))),
          UpdateExpression: `SET ${fields.map((_, index) => `#f${index} = :f${index}`).join(", ")}`,
          ExpressionAttributeNames: Object.fromEntries(
            fields.map(([name], index) => [`#f${index}`, name]),
          ),
          ExpressionAttributeValues: toItem(
            Object.fromEntries(fields.map(([, value], index) => [`:f${index}`, value])),
          ),
        }),
      );
    },

    /** Newest first; places are those of the records' sort keys. */
    async list(limit: number, after?: string): Promise<Page<AccessRecord>> {
      const { items, hasMore } = await queryPage({
        TableName: securityTable,
        KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
        ExpressionAttributeValues: toItem({ ":pk": operatorId, ":prefix": "ACCESS#" }),
        ScanIndexForward: false,
        Limit: limit,
        ...(after !== undefined && { ExclusiveStartKey: toItem({ pk: operatorId, sk: after }) }),
      });
      const last = items.at(-1)?.["sk"]?.S;
      return {
        items: items.map((item) => fromItem<AccessRecord>(item)),
        ...(hasMore && last !== undefined && { after: last }),
      };
    },
  };
}

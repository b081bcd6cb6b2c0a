import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { dynamo, fromItem, toItem, ttlAfter } from "./client.ts";
import { keyDigest, keys } from "./keys.ts";
import { type Page, queryPage } from "./list-page.ts";
import { driverPartition } from "./people-keys.ts";

const KEPT_SECONDS = 400 * 86_400;

/** That somebody looked at a driver's fields in clear, and why. */
export interface DriverLook {
  readonly operatorId: string;
  readonly driverId: string;
  readonly subject: string;
  /** Whether one of the operator's own people looked, or one of the platform. */
  readonly by: "operator" | "platform";
  readonly operationId: string;
  readonly fields?: readonly string[];
  readonly reason: string;
  readonly requestId: string;
  readonly at: string;
}

/** Who looked at a driver, in the Security table, for 400 days; the driver may see it. */
export function driverLookStore(
  { operatorId }: Pick<TenantContext, "operatorId">,
  securityTable: string,
) {
  return {
    async record(look: DriverLook): Promise<void> {
      const { at, driverId, requestId, subject } = look;
      const fields = Object.entries({ ...look, operatorId, ttl: ttlAfter(at, KEPT_SECONDS) });
      const digest = keyDigest(requestId, subject, look.operationId);
      // An update that only creates: so its writer needs no right to put or delete.
      await dynamo.send(
        new UpdateItemCommand({
          TableName: securityTable,
          Key: toItem(keys.driverLook(operatorId, driverId, at, digest)),
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

    /** Oldest first; places are those of the records' sort keys. */
    async list(driverId: string, limit: number, after?: string): Promise<Page<DriverLook>> {
      const pk = driverPartition(operatorId, driverId);
      const { items, hasMore } = await queryPage({
        TableName: securityTable,
        KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
        ExpressionAttributeValues: toItem({ ":pk": pk, ":prefix": "ACCESS#" }),
        Limit: limit,
        ...(after !== undefined && { ExclusiveStartKey: toItem({ pk, sk: after }) }),
      });
      const last = items.at(-1)?.["sk"]?.S;
      return {
        items: items.map((item) => fromItem<DriverLook>(item)),
        ...(hasMore && last !== undefined && { after: last }),
      };
    },
  };
}

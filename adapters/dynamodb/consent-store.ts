import type { ConsentEntry } from "#domain/consent/consent.ts";
import type { PurposeName } from "#domain/consent/purposes.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { changedBy } from "./change-stamp.ts";
import { fromItem, toItem } from "./client.ts";
import { keyDigest, keys } from "./keys.ts";
import { type Page, queryPage } from "./list-page.ts";
import { driverPartition } from "./people-keys.ts";
import { versionConflict, writeOrRefuse } from "./refusable.ts";
import { touchDriver } from "./touch-driver.ts";

/** Sorts behind every digest. */
const LAST = "~";

/** What an operator's drivers answered: lines are added, and neither changed nor removed. */
export function consentStore(
  tenant: Pick<TenantContext, "operatorId" | "subject" | "requestId">,
  peopleTable: string,
) {
  const { operatorId } = tenant;
  return {
    /** Throws `driver.erased` for a driver who is not there any more. */
    async add(entry: ConsentEntry): Promise<void> {
      const { driverId, purpose, at } = entry;
      const digest = keyDigest(tenant.requestId, entry.decision);
      const Put = {
        TableName: peopleTable,
        Item: toItem({
          ...keys.consent(operatorId, driverId, purpose, at, digest),
          ...entry,
          ...changedBy(tenant),
        }),
        ConditionExpression: "attribute_not_exists(pk)",
      };
      await writeOrRefuse([
        touchDriver(tenant, peopleTable, driverId, at),
        versionConflict({ Put }),
      ]);
    },

    /** The last answer on a purpose up to a moment. */
    async lastUntil(
      driverId: string,
      purpose: PurposeName,
      at: string,
    ): Promise<ConsentEntry | undefined> {
      const { items } = await queryPage({
        TableName: peopleTable,
        ConsistentRead: true,
        KeyConditionExpression: "pk = :pk AND sk BETWEEN :first AND :last",
        ExpressionAttributeValues: toItem({
          ":pk": driverPartition(operatorId, driverId),
          ":first": keys.consent(operatorId, driverId, purpose, "", "").sk.slice(0, -1),
          ":last": keys.consent(operatorId, driverId, purpose, at, LAST).sk,
        }),
        ScanIndexForward: false,
        Limit: 1,
      });
      return items[0] && fromItem<ConsentEntry>(items[0]);
    },

    /** By purpose, each oldest first; places are those of the sort keys. */
    async list(driverId: string, limit: number, after?: string): Promise<Page<ConsentEntry>> {
      const pk = driverPartition(operatorId, driverId);
      const { items, hasMore } = await queryPage({
        TableName: peopleTable,
        KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
        ExpressionAttributeValues: toItem({ ":pk": pk, ":prefix": "CONSENT#" }),
        Limit: limit,
        ...(after !== undefined && { ExclusiveStartKey: toItem({ pk, sk: after }) }),
      });
      const last = items.at(-1)?.["sk"]?.S;
      return {
        items: items.map((item) => fromItem<ConsentEntry>(item)),
        ...(hasMore && last !== undefined && { after: last }),
      };
    },
  };
}

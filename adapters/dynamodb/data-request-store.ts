import { GetItemCommand, QueryCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { DataRequest } from "#domain/data-requests/data-request.ts";
import { DomainError } from "#domain/errors.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { type Actor, changedBy, stampedUpdate } from "./change-stamp.ts";
import { dynamo, fromItem, type Item, toItem } from "./client.ts";
import { keys } from "./keys.ts";
import { filledPage, type Page, queryPage, readIndexed } from "./list-page.ts";
import { driverPartition } from "./people-keys.ts";
import { type RefusableWrite, versionConflict, writeOrRefuse } from "./refusable.ts";
import { touchDriver } from "./touch-driver.ts";
import { versionedUpdate } from "./versioned-update.ts";

interface Filter {
  readonly state?: string | undefined;
  readonly type?: string | undefined;
}

/** Requests of an operator's data subjects. Throws `data-request.not-found` and `version.conflict`. */
export function dataRequestStore(
  tenant: Actor & Pick<TenantContext, "operatorId">,
  peopleTable: string,
) {
  const { operatorId } = tenant;
  const keyOf = (dataRequestId: string) => keys.dataRequest(operatorId, dataRequestId);
  return {
    async find(dataRequestId: string): Promise<DataRequest> {
      const { Item } = await dynamo.send(
        new GetItemCommand({
          TableName: peopleTable,
          Key: toItem(keyOf(dataRequestId)),
          ConsistentRead: true,
        }),
      );
      if (!Item) throw new DomainError("data-request.not-found", "There is no such request.");
      return fromItem<DataRequest>(Item);
    },

    /** Newest first; a page may be short where few of many pass the filter. */
    list(limit: number, filter: Filter, after?: string): Promise<Page<DataRequest>> {
      const read = async (wanted: number, from?: string): Promise<Page<DataRequest>> => {
        const { items, hasMore } = await queryPage({
          TableName: peopleTable,
          KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
          ExpressionAttributeValues: toItem({ ":pk": operatorId, ":prefix": keyOf("").sk }),
          ScanIndexForward: false,
          Limit: wanted,
          ...(from !== undefined && { ExclusiveStartKey: toItem(keyOf(from)) }),
        });
        const requests = items.map((item: Item) => fromItem<DataRequest>(item));
        const last = requests.at(-1);
        return {
          items: requests.filter(
            ({ state, type }) =>
              state === (filter.state ?? state) && type === (filter.type ?? type),
          ),
          ...(hasMore && last && { after: last.dataRequestId }),
        };
      };
      return filledPage(read, limit, after);
    },

    /** Newest first. */
    async ofDriver(driverId: string, limit: number, after?: string): Promise<Page<DataRequest>> {
      const keyOfDriver = (id: string) => keys.requestOfDriver(operatorId, driverId, id);
      const { items, hasMore } = await queryPage({
        TableName: peopleTable,
        KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
        ExpressionAttributeValues: toItem({
          ":pk": driverPartition(operatorId, driverId),
          ":prefix": keyOfDriver("").sk,
        }),
        ScanIndexForward: false,
        Limit: limit,
        ...(after !== undefined && { ExclusiveStartKey: toItem(keyOfDriver(after)) }),
      });
      const ids = items.map((item) => fromItem<{ readonly dataRequestId: string }>(item));
      const last = ids.at(-1);
      const named = ids.map(({ dataRequestId }) => toItem(keyOf(dataRequestId)));
      const requests = await readIndexed(peopleTable, named);
      return {
        items: requests.map((item) => fromItem<DataRequest>(item)),
        ...(hasMore && last && { after: last.dataRequestId }),
      };
    },

    /** Removes what a driver wrote with their requests. Safe to repeat. */
    async forgetDetails(driverId: string): Promise<void> {
      const { Items = [] } = await dynamo.send(
        new QueryCommand({
          TableName: peopleTable,
          ConsistentRead: true,
          KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
          ExpressionAttributeValues: toItem({
            ":pk": driverPartition(operatorId, driverId),
            ":prefix": keys.requestOfDriver(operatorId, driverId, "").sk,
          }),
        }),
      );
      const stamp = stampedUpdate(tenant, { remove: ["sealedDetails"] });
      for (const item of Items) {
        const { dataRequestId } = fromItem<{ readonly dataRequestId: string }>(item);
        await dynamo.send(
          new UpdateItemCommand({
            TableName: peopleTable,
            Key: toItem(keyOf(dataRequestId)),
            UpdateExpression: stamp.expression,
            ExpressionAttributeValues: toItem(stamp.values),
          }),
        );
      }
    },

    /** Throws `driver.erased` for a driver who is not there any more. */
    async create(request: DataRequest): Promise<void> {
      const { dataRequestId, driverId, createdAt } = request;
      const put = (key: object, fields: object) =>
        versionConflict({
          Put: {
            TableName: peopleTable,
            Item: toItem({ ...key, operatorId, ...fields, ...changedBy(tenant) }),
            ConditionExpression: "attribute_not_exists(pk)",
          },
        });
      await writeOrRefuse([
        touchDriver(tenant, peopleTable, driverId, createdAt),
        put(keyOf(dataRequestId), request),
        put(keys.requestOfDriver(operatorId, driverId, dataRequestId), { dataRequestId }),
      ]);
    },

    async change(before: DataRequest, after: DataRequest, now: string): Promise<void> {
      await writeOrRefuse([dataRequestStep(tenant, peopleTable, { before, after, now })]);
    },
  };
}

/** The next state of a request, as a member of a transaction; refused where somebody else was faster. */
export function dataRequestStep(
  tenant: Actor & Pick<TenantContext, "operatorId">,
  peopleTable: string,
  step: { readonly before: DataRequest; readonly after: DataRequest; readonly now: string },
): RefusableWrite {
  const { before, after, now } = step;
  const { state, dueAt, extension, refusal, receipt, warnedDays } = after;
  const Update = versionedUpdate({
    tableName: peopleTable,
    key: keys.dataRequest(tenant.operatorId, before.dataRequestId),
    version: before.version,
    fields: { state, dueAt, extension, refusal, receipt, warnedDays },
    actor: tenant,
    now,
  });
  return versionConflict({ Update });
}

import { GetItemCommand, paginateQuery, type TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { Driver } from "#domain/drivers/driver.ts";
import { DomainError } from "#domain/errors.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { changedBy } from "./change-stamp.ts";
import { dynamo, fromItem, type Item, ownDynamo, toItem } from "./client.ts";
import { type Key, keys } from "./keys.ts";
import { type Page, queryPage, readIndexed } from "./list-page.ts";
import { type RefusableWrite, versionConflict, writeOrRefuse } from "./refusable.ts";
import { type FieldChanges, versionedUpdate } from "./versioned-update.ts";

/** How many drivers one value may lead to. */
const MOST_FOUND = 20;

/** A value that leads to a driver: its kind and its blind index. */
export interface IndexedLookup {
  readonly kind: string;
  readonly index: string;
}

/** A driver with what leads to them, as it is stored. */
export interface StoredDriver extends Driver {
  /** `<kind>#<index>` of each item that leads here, so that they can be removed without reading what is sealed. */
  readonly lookups: readonly string[];
}

/** An operator's drivers. Throws `driver.not-found` and `version.conflict`. */
export function driverStore(
  tenant: Pick<TenantContext, "operatorId" | "subject" | "requestId">,
  peopleTable: string,
) {
  const { operatorId } = tenant;
  const keyOf = (driverId: string) => keys.driver(operatorId, driverId);
  const lookupKey = (lookup: string, driverId: string) => {
    const [kind = "", index = ""] = lookup.split("#");
    return keys.driverLookup(operatorId, kind, index, driverId);
  };
  const put = (lookup: string, driverId: string): RefusableWrite =>
    versionConflict({
      Put: {
        TableName: peopleTable,
        Item: toItem({
          ...lookupKey(lookup, driverId),
          operatorId,
          driverId,
          ...changedBy(tenant),
        }),
      },
    });

  const lookUp = async (driverId: string): Promise<StoredDriver | undefined> => {
    const { Item } = await dynamo.send(
      new GetItemCommand({
        TableName: peopleTable,
        Key: toItem(keyOf(driverId)),
        ConsistentRead: true,
      }),
    );
    return Item && driverFrom(Item);
  };

  return {
    lookUp,

    async find(driverId: string): Promise<StoredDriver> {
      const driver = await lookUp(driverId);
      if (!driver) throw new DomainError("driver.not-found", "There is no such driver.");
      return driver;
    },

    async list(limit: number, after?: string): Promise<Page<StoredDriver>> {
      const { items, hasMore } = await queryPage({
        TableName: peopleTable,
        KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
        ExpressionAttributeValues: toItem({ ":pk": operatorId, ":prefix": keyOf("").sk }),
        Limit: limit,
        ...(after !== undefined && { ExclusiveStartKey: toItem(keyOf(after)) }),
      });
      const drivers = items.map(driverFrom);
      const last = drivers.at(-1);
      return { items: drivers, ...(hasMore && last && { after: last.driverId }) };
    },

    /** Whom a value leads to; mostly nobody or one. */
    async leadTo({ kind, index }: IndexedLookup): Promise<readonly StoredDriver[]> {
      const { items } = await queryPage({
        TableName: peopleTable,
        KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
        ExpressionAttributeValues: toItem({
          ":pk": operatorId,
          ":prefix": keys.driverLookup(operatorId, kind, index, "").sk,
        }),
        Limit: MOST_FOUND,
      });
      const found = items.map(({ driverId }) => toItem(keyOf(driverId?.S ?? "")));
      return (await readIndexed(peopleTable, found)).map(driverFrom);
    },

    async create(driver: StoredDriver): Promise<void> {
      const { sealed, ...facts } = driver;
      const Put = {
        TableName: peopleTable,
        Item: toItem({ ...keyOf(driver.driverId), ...facts, ...sealed, ...changedBy(tenant) }),
        ConditionExpression: "attribute_not_exists(pk)",
      };
      await writeOrRefuse([
        versionConflict({ Put }),
        ...driver.lookups.map((lookup) => put(lookup, driver.driverId)),
      ]);
    },

    /** Changes fields, and what leads to the driver where `lookups` says so, together with what else is written. */
    async change(
      before: StoredDriver,
      fields: FieldChanges & { readonly lookups?: readonly string[] },
      now: string,
      alsoWrite: readonly TransactWriteItem[] = [],
    ): Promise<void> {
      const { driverId } = before;
      const Update = versionedUpdate({
        tableName: peopleTable,
        key: keyOf(driverId),
        version: before.version,
        fields,
        actor: tenant,
        now,
      });
      const after = fields.lookups ?? before.lookups;
      const gone = before.lookups.filter((lookup) => !after.includes(lookup));
      const added = after.filter((lookup) => !before.lookups.includes(lookup));
      await writeOrRefuse([
        versionConflict({ Update }),
        ...gone.map((lookup) =>
          versionConflict({ Delete: deletion(peopleTable, lookupKey(lookup, driverId)) }),
        ),
        ...added.map((lookup) => put(lookup, driverId)),
        ...alsoWrite.map(versionConflict),
      ]);
    },
  };
}

/** All drivers of an operator, for what the clock demands; with the function's own rights. */
export async function* everyDriver(
  peopleTable: string,
  operatorId: string,
): AsyncGenerator<StoredDriver> {
  const pages = paginateQuery(
    { client: ownDynamo, pageSize: 100 },
    {
      TableName: peopleTable,
      KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
      ExpressionAttributeValues: toItem({
        ":pk": operatorId,
        ":prefix": keys.driver(operatorId, "").sk,
      }),
    },
  );
  for await (const { Items = [] } of pages) yield* Items.map(driverFrom);
}

/** The deletion of one item, as a member of a transaction. */
export function deletion(tableName: string, key: Key) {
  return { TableName: tableName, Key: toItem(key) };
}

function driverFrom(item: Item): StoredDriver {
  const { name, email, phone, address, plates, ...facts } = fromItem<
    StoredDriver & StoredDriver["sealed"]
  >(item);
  const sealed = { name, email, phone, address, plates };
  return {
    ...facts,
    sealed: Object.fromEntries(Object.entries(sealed).filter(([, text]) => text !== undefined)),
  };
}

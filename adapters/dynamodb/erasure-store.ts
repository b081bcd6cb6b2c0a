import { GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { Erasure } from "#domain/data-requests/erasure.ts";
import { PERSONAL_FIELDS } from "#domain/drivers/driver.ts";
import { DomainError } from "#domain/errors.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { type Actor, changedBy } from "./change-stamp.ts";
import { dynamo, fromItem, refusedConditions, toItem } from "./client.ts";
import { deletion, driverStore, type StoredDriver } from "./driver-store.ts";
import { keys } from "./keys.ts";
import type { RefusableWrite } from "./refusable.ts";

/** The jobs that erase an operator's drivers, one for each, kept as the proof of it. */
export function erasureStore(
  tenant: Actor & Pick<TenantContext, "operatorId">,
  peopleTable: string,
) {
  const { operatorId } = tenant;
  const itemOf = (erasure: Erasure) =>
    toItem({ ...keys.erasure(operatorId, erasure.driverId), ...erasure, ...changedBy(tenant) });
  return {
    async lookUp(driverId: string): Promise<Erasure | undefined> {
      const { Item } = await dynamo.send(
        new GetItemCommand({
          TableName: peopleTable,
          Key: toItem(keys.erasure(operatorId, driverId)),
          ConsistentRead: true,
        }),
      );
      return Item && fromItem<Erasure>(Item);
    },

    /**
     * Begins to erase a driver, all in one transaction: nothing can be added to them, their fields, what leads to them
     * and their account are gone, and the job is there that does the rest. Throws `version.conflict`.
     */
    async begin(
      driver: StoredDriver,
      erasure: Erasure,
      alsoWrite: readonly RefusableWrite[] = [],
    ): Promise<void> {
      const { accountSubject } = driver;
      const none = Object.fromEntries(PERSONAL_FIELDS.map((field) => [field, null]));
      const job = {
        Put: {
          TableName: peopleTable,
          Item: itemOf(erasure),
          ConditionExpression: "attribute_not_exists(pk)",
        },
      };
      const account = accountSubject === undefined ? [] : [unlinking(accountSubject)];
      await driverStore(tenant, peopleTable).change(
        driver,
        { ...none, state: "erasing", lookups: [], accountSubject: null },
        erasure.startedAt,
        [job, ...account, ...alsoWrite.map(({ item }) => item)],
      );
    },

    /** Stores how far a job came. Throws `version.conflict` where another run has gone on with it. */
    async save(erasure: Erasure): Promise<void> {
      try {
        await dynamo.send(
          new PutItemCommand({
            TableName: peopleTable,
            Item: itemOf(erasure),
            ConditionExpression: "#version = :before",
            ExpressionAttributeNames: { "#version": "version" },
            ExpressionAttributeValues: toItem({ ":before": erasure.version - 1 }),
          }),
        );
      } catch (error) {
        if (!refusedConditions(error)) throw error;
        throw new DomainError("version.conflict", "Another run goes on with it.");
      }
    },
  };

  function unlinking(subject: string) {
    return { Delete: deletion(peopleTable, keys.driverAccount(operatorId, subject)) };
  }
}

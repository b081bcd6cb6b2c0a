import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import { DomainError } from "#domain/errors.ts";
import type { KeyRotation } from "#domain/privacy/key-rotation.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { changedBy } from "./change-stamp.ts";
import { dynamo, fromItem, toItem } from "./client.ts";
import { keys } from "./keys.ts";
import { type Page, queryPage } from "./list-page.ts";
import { type RefusableWrite, versionConflict, writeOrRefuse } from "./refusable.ts";

/** No rotation is under way. */
const FREE = "attribute_not_exists(rotationId)";

type Actor = Pick<TenantContext, "operatorId" | "subject" | "requestId">;

/** The rotations of an operator's keys, one at a time. */
export function keyRotationStore(tenant: Actor, peopleTable: string) {
  const { operatorId } = tenant;
  const keyOf = (rotationId: string) => keys.keyRotation(operatorId, rotationId);
  const current = keys.currentKeyRotation(operatorId);
  const itemOf = (rotation: KeyRotation) =>
    toItem({ ...keyOf(rotation.rotationId), ...rotation, ...changedBy(tenant) });

  const pointerTo = (rotationId: string | undefined) => ({
    TableName: peopleTable,
    Item: toItem({ ...current, operatorId, rotationId, ...changedBy(tenant) }),
  });

  const read = async <T>(key: object): Promise<T | undefined> => {
    const { Item } = await dynamo.send(
      new GetItemCommand({ TableName: peopleTable, Key: toItem(key), ConsistentRead: true }),
    );
    return Item && fromItem<T>(Item);
  };

  return {
    lookUp: (rotationId: string) => read<KeyRotation>(keyOf(rotationId)),

    /** The one that is under way, if any. */
    async underWay(): Promise<KeyRotation | undefined> {
      const { rotationId } = (await read<{ readonly rotationId?: string }>(current)) ?? {};
      return rotationId === undefined ? undefined : read<KeyRotation>(keyOf(rotationId));
    },

    /** Newest first. */
    async list(limit: number, after?: string): Promise<Page<KeyRotation>> {
      const { items, hasMore } = await queryPage({
        TableName: peopleTable,
        KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
        ExpressionAttributeValues: toItem({ ":pk": operatorId, ":prefix": keyOf("").sk }),
        ScanIndexForward: false,
        Limit: limit,
        ...(after !== undefined && { ExclusiveStartKey: toItem(keyOf(after)) }),
      });
      const rotations = items.map((item) => fromItem<KeyRotation>(item));
      const last = rotations.at(-1);
      return { items: rotations, ...(hasMore && last && { after: last.rotationId }) };
    },

    /** Throws `key-rotation.under-way` where another one is. */
    async begin(rotation: KeyRotation): Promise<void> {
      const pointer: RefusableWrite = {
        item: { Put: { ...pointerTo(rotation.rotationId), ConditionExpression: FREE } },
        code: "key-rotation.under-way",
        message: "Another rotation of keys is under way.",
      };
      const job = versionConflict({
        Put: {
          TableName: peopleTable,
          Item: itemOf(rotation),
          ConditionExpression: "attribute_not_exists(pk)",
        },
      });
      await writeOrRefuse([pointer, job]);
    },

    /** Stores how far a rotation came; the end makes room for the next one. False where another run was faster. */
    async save(rotation: KeyRotation): Promise<boolean> {
      const job = versionConflict({
        Put: {
          TableName: peopleTable,
          Item: itemOf(rotation),
          ConditionExpression: "#version = :before",
          ExpressionAttributeNames: { "#version": "version" },
          ExpressionAttributeValues: toItem({ ":before": rotation.version - 1 }),
        },
      });
      const end = versionConflict({ Put: pointerTo(undefined) });
      try {
        await writeOrRefuse(rotation.state === "running" ? [job] : [job, end]);
        return true;
      } catch (error) {
        if (error instanceof DomainError && error.code === "version.conflict") return false;
        throw error;
      }
    },
  };
}

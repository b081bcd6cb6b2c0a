import {
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import type { KeyName } from "#domain/privacy/sealer.ts";
import { dynamo, fromItem, refusedConditions, toItem } from "./client.ts";
import { keys } from "./keys.ts";
import { type Page, queryPage } from "./list-page.ts";
import { transact } from "./transact.ts";
import { unchangedWrappingKey, type WrappingKey } from "./wrapping-key-store.ts";

/** The wrapped data keys of one subject and purpose. */
export interface VaultKey extends KeyName {
  readonly operatorId: string;
  /** The generation that seals; older ones only open. */
  readonly newest: number;
  /** Wrapped keys in base64, by generation. */
  readonly wrapped: Readonly<Record<string, string>>;
  /** The KMS key that wraps them. */
  readonly keyArn: string;
  readonly createdAt: string;
  /** The rotation that made the newest generation. */
  readonly rotationId?: string;
}

const PAGE = 25;
/** All keys of an operator, of whatever subject. */
const KEY_PREFIX = "KEY#";

/** Wrapped data keys. What is deleted here is unreadable everywhere: the table has no stream and no backup. */
export function vaultStore(vaultTable: string) {
  const remove = (operatorId: string, { subjectId, purpose }: KeyName) =>
    dynamo.send(
      new DeleteItemCommand({
        TableName: vaultTable,
        Key: toItem(keys.dataKey(operatorId, subjectId, purpose)),
      }),
    );

  const list = async (
    operatorId: string,
    prefix: string,
    limit: number,
    after?: string,
  ): Promise<Page<VaultKey>> => {
    const { items, hasMore } = await queryPage({
      TableName: vaultTable,
      ConsistentRead: true,
      KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
      ExpressionAttributeValues: toItem({ ":pk": operatorId, ":prefix": prefix }),
      Limit: limit,
      ...(after !== undefined && { ExclusiveStartKey: toItem({ pk: operatorId, sk: after }) }),
    });
    const last = items.at(-1)?.["sk"]?.S;
    return {
      items: items.map((item) => fromItem<VaultKey>(item)),
      ...(hasMore && last !== undefined && { after: last }),
    };
  };

  return {
    async find(operatorId: string, { subjectId, purpose }: KeyName): Promise<VaultKey | undefined> {
      const { Item } = await dynamo.send(
        new GetItemCommand({
          TableName: vaultTable,
          Key: toItem(keys.dataKey(operatorId, subjectId, purpose)),
          ConsistentRead: true,
        }),
      );
      return Item && fromItem<VaultKey>(Item);
    },

    /** The keys of an operator, index keys too, behind a place. */
    list: (operatorId: string, limit: number, after?: string): Promise<Page<VaultKey>> =>
      list(operatorId, KEY_PREFIX, limit, after),

    /** Replaces the wrapped keys of a subject and purpose; false where they are not as they were read, or gone. */
    async replace(before: VaultKey, after: VaultKey): Promise<boolean> {
      const { operatorId, subjectId, purpose, newest, wrapped, keyArn, rotationId } = after;
      try {
        await dynamo.send(
          new UpdateItemCommand({
            TableName: vaultTable,
            Key: toItem(keys.dataKey(operatorId, subjectId, purpose)),
            ConditionExpression: "#wrapped = :before",
            UpdateExpression: `SET newest = :newest, #wrapped = :wrapped, keyArn = :keyArn${
              rotationId === undefined ? "" : ", rotationId = :rotationId"
            }`,
            ExpressionAttributeNames: { "#wrapped": "wrapped" },
            ExpressionAttributeValues: toItem({
              ":before": before.wrapped,
              ":newest": newest,
              ":wrapped": wrapped,
              ":keyArn": keyArn,
              ":rotationId": rotationId,
            }),
          }),
        );
        return true;
      } catch (error) {
        if (!refusedConditions(error)) throw error;
        return false;
      }
    },

    /**
     * `taken` where another one was faster, `erased` where the subject was forgotten, `rewrapped` where the operator's
     * wrapping key is not any more what was read; then nothing is written.
     */
    async create(
      key: VaultKey,
      wrappedBy: WrappingKey,
    ): Promise<"created" | "taken" | "erased" | "rewrapped"> {
      const { operatorId, subjectId, purpose } = key;
      const refused = await transact([
        {
          ConditionCheck: {
            TableName: vaultTable,
            Key: toItem(keys.erasedSubject(operatorId, subjectId)),
            ConditionExpression: "attribute_not_exists(pk)",
          },
        },
        {
          Put: {
            TableName: vaultTable,
            Item: toItem({ ...keys.dataKey(operatorId, subjectId, purpose), ...key }),
            ConditionExpression: "attribute_not_exists(pk)",
          },
        },
        { ConditionCheck: unchangedWrappingKey(vaultTable, operatorId, wrappedBy) },
      ]);
      if (!refused) return "created";
      if (refused[0]) return "erased";
      return refused[1] ? "taken" : "rewrapped";
    },

    /** Destroys a subject's keys. The fact of it is written first, so that no new key comes in between. */
    async forget(operatorId: string, subjectId: string, now: string): Promise<void> {
      const fact = { ...keys.erasedSubject(operatorId, subjectId), operatorId, subjectId };
      await dynamo.send(
        new PutItemCommand({ TableName: vaultTable, Item: toItem({ ...fact, erasedAt: now }) }),
      );
      const prefix = keys.dataKey(operatorId, subjectId, "").sk;
      for (;;) {
        const { items, after } = await list(operatorId, prefix, PAGE);
        await Promise.all(items.map((key) => remove(operatorId, key)));
        if (after === undefined) return;
      }
    },

    /** Destroys all keys of an operator that ends, and the facts of erasures with them. */
    async destroyAll(operatorId: string): Promise<void> {
      for (;;) {
        const { Items = [] } = await dynamo.send(
          new QueryCommand({
            TableName: vaultTable,
            ConsistentRead: true,
            KeyConditionExpression: "pk = :pk",
            ExpressionAttributeValues: toItem({ ":pk": operatorId }),
            Limit: PAGE,
          }),
        );
        if (Items.length === 0) return;
        const doomed = Items.map(({ pk, sk }) => ({ pk, sk }) as Record<string, { S: string }>);
        await Promise.all(
          doomed.map((Key) => dynamo.send(new DeleteItemCommand({ TableName: vaultTable, Key }))),
        );
      }
    },
  };
}

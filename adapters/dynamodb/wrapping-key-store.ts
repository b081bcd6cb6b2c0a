import {
  type ConditionCheck,
  GetItemCommand,
  type TransactWriteItem,
} from "@aws-sdk/client-dynamodb";
import { dynamo, fromItem, toItem } from "./client.ts";
import { keys } from "./keys.ts";

/** What wraps an operator's new data keys. */
export interface WrappingKey {
  /** The operator's own KMS key; absent for the platform's. */
  readonly keyArn?: string;
  readonly setAt?: string;
}

/** Which KMS key wraps an operator's data keys: in the Vault, because whoever makes a key reads only there. */
export function wrappingKeyStore(vaultTable: string) {
  return {
    async find(operatorId: string): Promise<WrappingKey> {
      const { Item } = await dynamo.send(
        new GetItemCommand({
          TableName: vaultTable,
          Key: toItem(keys.wrappingKey(operatorId)),
          ConsistentRead: true,
        }),
      );
      const { keyArn, setAt } = Item ? fromItem<WrappingKey>(Item) : {};
      return { ...(keyArn !== undefined && { keyArn }), ...(setAt !== undefined && { setAt }) };
    },

    /** As a member of a transaction. Without a key the platform's counts again. */
    set: (operatorId: string, keyArn: string | undefined, now: string): TransactWriteItem => ({
      Put: {
        TableName: vaultTable,
        Item: toItem({ ...keys.wrappingKey(operatorId), operatorId, keyArn, setAt: now }),
      },
    }),
  };
}

/** Holds where the operator's wrapping key is still what was read: a key that is made meanwhile is not left behind. */
export function unchangedWrappingKey(
  vaultTable: string,
  operatorId: string,
  { keyArn }: WrappingKey,
): ConditionCheck & { readonly ConditionExpression: string } {
  return {
    TableName: vaultTable,
    Key: toItem(keys.wrappingKey(operatorId)),
    ConditionExpression: keyArn === undefined ? "attribute_not_exists(keyArn)" : "keyArn = :keyArn",
    ...(keyArn !== undefined && { ExpressionAttributeValues: toItem({ ":keyArn": keyArn }) }),
  };
}

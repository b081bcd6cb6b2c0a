import { type AttributeValue, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";

/**
 * One client per execution environment; it keeps its connections alive between invocations. The SDK is most of what a
 * message costs us in CPU, so its stack is built once a command rather than once a call (docs/adr/0050).
 */
export const dynamo = new DynamoDBClient({ cacheMiddleware: true });
// It prepares what it would log, even for the logger that writes nothing.
dynamo.middlewareStack.remove("loggerMiddleware");

export type Item = Record<string, AttributeValue>;

/** A value as DynamoDB stores it; undefined fields are left out. */
export function toItem(value: object): Item {
  return marshall(value, { removeUndefinedValues: true });
}

/** The stored fields of an item without its keys. The caller names the shape that it wrote. */
export function fromItem<T>(item: Item): T {
  const { pk, sk, gsi1pk, gsi1sk, gsi2pk, gsi2sk, gsi3pk, gsi3sk, ttl, ...fields } =
    unmarshall(item);
  return fields as T;
}

/** Seconds since 1970, as the TTL attribute wants them. */
export function ttlAfter(isoTime: string, seconds: number): number {
  return Math.floor(Date.parse(isoTime) / 1000) + seconds;
}

/** Whether a conditional write was refused by its condition; for a transaction, which of its members were. */
export function refusedConditions(error: unknown): readonly boolean[] | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error.name === "ConditionalCheckFailedException") return [true];
  if (error.name !== "TransactionCanceledException") return undefined;
  const { CancellationReasons } = error as { CancellationReasons?: { Code?: string }[] };
  const refused = (CancellationReasons ?? []).map(({ Code }) => Code === "ConditionalCheckFailed");
  return refused.includes(true) ? refused : undefined;
}

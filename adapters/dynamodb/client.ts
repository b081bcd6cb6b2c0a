import { AsyncLocalStorage } from "node:async_hooks";
import {
  type AttributeValue,
  DynamoDBClient,
  type DynamoDBClientConfig,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";

/** A client with the platform's settings, for whose credentials it is made. */
function newClient(config: Pick<DynamoDBClientConfig, "credentials" | "requestHandler">) {
  // The SDK is most of what a message costs us in CPU, so its stack is built once a command, not once a call (docs/adr/0050).
  const client = new DynamoDBClient({ ...config, cacheMiddleware: true });
  // It prepares what it would log, even for the logger that writes nothing.
  client.middlewareStack.remove("loggerMiddleware");
  return client;
}

/** The function's own client: one per execution environment, its connections kept alive between invocations. */
export const ownDynamo = newClient({});

const acting = new AsyncLocalStorage<DynamoDBClient>();

/**
 * What repositories send their commands through. Inside `actingWith` it carries the credentials of the operator that
 * the gate let the caller into, so that whatever key a handler computes, IAM refuses another operator's.
 */
export const dynamo: Pick<DynamoDBClient, "send"> = {
  send: ((command: never) =>
    (acting.getStore() ?? ownDynamo).send(command)) as DynamoDBClient["send"],
};

/** Does work with another client's credentials, and everything that the work awaits. */
export function actingWith<T>(client: DynamoDBClient, work: () => Promise<T>): Promise<T> {
  return acting.run(client, work);
}

/** Does work with the function's own rights, in the middle of what is done for an operator. */
export function actingAsSelf<T>(work: () => Promise<T>): Promise<T> {
  return acting.run(ownDynamo, work);
}

/** The credentials of the work at hand, for the clients of other services. */
export function actingCredentials(): DynamoDBClient["config"]["credentials"] {
  return (acting.getStore() ?? ownDynamo).config.credentials;
}

/** A client for credentials that expire; it shares the connections of the function's own. */
export function clientFor(
  credentials: NonNullable<DynamoDBClientConfig["credentials"]>,
): DynamoDBClient {
  return newClient({ credentials, requestHandler: ownDynamo.config.requestHandler });
}

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

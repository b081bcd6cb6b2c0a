import type { AttributeValue, TransactWriteItem, WriteRequest } from "@aws-sdk/client-dynamodb";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";

type Item = Readonly<Record<string, AttributeValue>>;

/** Part of an item that a command writes: its table, its sort key, and the names of the attributes that it sets. */
export interface WrittenItem {
  readonly table: string;
  readonly sk: string;
  readonly attributes: readonly string[];
}

interface Put {
  readonly TableName?: string | undefined;
  readonly Item?: Item | undefined;
}

interface Update {
  readonly TableName?: string | undefined;
  readonly Key?: Item | undefined;
  readonly UpdateExpression?: string | undefined;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>> | undefined;
}

interface WriteInput extends Put, Update {
  readonly TransactItems?: readonly TransactWriteItem[] | undefined;
  readonly RequestItems?: Readonly<Record<string, readonly WriteRequest[]>> | undefined;
}

/** What a command of the SDK writes into tables. */
function writtenBy(input: WriteInput): readonly WrittenItem[] {
  const batches = Array.isArray(Object.values(input.RequestItems ?? {})[0])
    ? Object.entries(input.RequestItems ?? {})
    : [];
  return [
    ...putItem(input),
    ...updatedItem(input),
    ...(input.TransactItems ?? []).flatMap(({ Put, Update }) => [
      ...(Put ? putItem(Put) : []),
      ...(Update ? updatedItem(Update) : []),
    ]),
    ...batches.flatMap(([TableName, requests]) =>
      requests.flatMap(({ PutRequest }) => putItem({ TableName, Item: PutRequest?.Item })),
    ),
  ];
}

function putItem({ TableName: table, Item }: Put): readonly WrittenItem[] {
  if (!Item || table === undefined) return [];
  return [{ table, sk: Item["sk"]?.S ?? "", attributes: Object.keys(Item) }];
}

function updatedItem(update: Update): readonly WrittenItem[] {
  const { TableName: table, Key, UpdateExpression, ExpressionAttributeNames: names = {} } = update;
  if (!Key || UpdateExpression === undefined || table === undefined) return [];
  const targets = [
    ...UpdateExpression.matchAll(/(?:SET|,)\s*([#\w]+)[.\w#]*\s*=/g),
    ...UpdateExpression.matchAll(/ADD\s+([#\w]+)/g),
  ].map(([, target = ""]) => names[target] ?? target);
  return [{ table, sk: Key["sk"]?.S ?? "", attributes: targets }];
}

/** Shows each item that is written through the SDK from now on, before it is. */
export function watchWrites(see: (item: WrittenItem) => void): void {
  const send: unknown = DynamoDBClient.prototype.send;
  const watched = function (this: unknown, ...given: [{ readonly input: WriteInput }]) {
    for (const item of writtenBy(given[0].input)) see(item);
    return (send as (...args: unknown[]) => unknown).apply(this, given);
  };
  Object.assign(DynamoDBClient.prototype, { send: watched });
}

import { setTimeout as pause } from "node:timers/promises";
import {
  CreateTableCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  ResourceNotFoundException,
  type TableDescription,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from "@aws-sdk/client-dynamodb";
import type { IndexDefinition, TableDefinition } from "../services.ts";

async function describe(
  client: DynamoDBClient,
  tableName: string,
): Promise<TableDescription | undefined> {
  try {
    return (await client.send(new DescribeTableCommand({ TableName: tableName }))).Table;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

async function untilActive(client: DynamoDBClient, tableName: string): Promise<void> {
  for (;;) {
    const table = await describe(client, tableName);
    const indexes = table?.GlobalSecondaryIndexes ?? [];
    const isActive = table?.TableStatus === "ACTIVE";
    if (isActive && indexes.every((index) => index.IndexStatus === "ACTIVE")) return;
    await pause(5);
  }
}

function indexInput({ IndexName, KeySchema, Projection }: IndexDefinition) {
  const { ProjectionType, NonKeyAttributes } = Projection;
  return {
    IndexName,
    KeySchema: [...KeySchema],
    Projection: {
      ProjectionType,
      ...(NonKeyAttributes && { NonKeyAttributes: [...NonKeyAttributes] }),
    },
  };
}

async function create(client: DynamoDBClient, table: TableDefinition): Promise<void> {
  const indexes = table.GlobalSecondaryIndexes?.map(indexInput);
  await client.send(
    new CreateTableCommand({
      TableName: table.tableName,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [...table.AttributeDefinitions],
      KeySchema: [...table.KeySchema],
      ...(indexes?.length && { GlobalSecondaryIndexes: indexes }),
      ...(table.streamViewType && {
        StreamSpecification: { StreamEnabled: true, StreamViewType: table.streamViewType },
      }),
    }),
  );
}

/** A data dir of an older version may lack what the template has gained since. */
async function addWhatIsNew(
  client: DynamoDBClient,
  wanted: TableDefinition,
  existing: TableDescription,
): Promise<void> {
  const { tableName, streamViewType } = wanted;
  if (streamViewType !== undefined && existing.StreamSpecification?.StreamEnabled !== true) {
    await client.send(
      new UpdateTableCommand({
        TableName: tableName,
        StreamSpecification: { StreamEnabled: true, StreamViewType: streamViewType },
      }),
    );
  }
  const known = new Set(existing.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName));
  for (const index of wanted.GlobalSecondaryIndexes ?? []) {
    if (known.has(index.IndexName)) continue;
    await untilActive(client, tableName);
    await client.send(
      new UpdateTableCommand({
        TableName: tableName,
        AttributeDefinitions: [...wanted.AttributeDefinitions],
        GlobalSecondaryIndexUpdates: [{ Create: indexInput(index) }],
      }),
    );
  }
}

async function enableExpiry(
  client: DynamoDBClient,
  tableName: string,
  attributeName: string,
): Promise<void> {
  const { TimeToLiveDescription: expiry } = await client.send(
    new DescribeTimeToLiveCommand({ TableName: tableName }),
  );
  if (expiry?.TimeToLiveStatus === "ENABLED") return;
  await client.send(
    new UpdateTimeToLiveCommand({
      TableName: tableName,
      TimeToLiveSpecification: { AttributeName: attributeName, Enabled: true },
    }),
  );
}

async function bringUpTable(client: DynamoDBClient, table: TableDefinition): Promise<void> {
  const existing = await describe(client, table.tableName);
  if (existing === undefined) await create(client, table);
  else await addWhatIsNew(client, table, existing);
  await untilActive(client, table.tableName);
  if (table.ttlAttributeName !== undefined) {
    await enableExpiry(client, table.tableName, table.ttlAttributeName);
  }
}

/** Makes the template's tables with their indexes, streams and TTL; tables that exist keep what they hold. */
export async function bringUpTables(
  client: DynamoDBClient,
  tables: readonly TableDefinition[],
): Promise<void> {
  for (const table of tables) await bringUpTable(client, table);
}

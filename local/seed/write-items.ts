import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  PutItemCommand,
} from "@aws-sdk/client-dynamodb";
import { toItem } from "#adapters/dynamodb/client.ts";
import type { SeedItem } from "./demo-items.ts";

type Environment = Readonly<Record<string, string>>;

function required(environment: Environment, name: string): string {
  const value = environment[name];
  if (value === undefined) throw new Error(`The functions' environment has no ${name}.`);
  return value;
}

/** Writes items that do not exist yet, into the tables and at the endpoint that the functions use. */
export async function writeItems(
  environment: Environment,
  items: readonly SeedItem[],
): Promise<void> {
  const client = new DynamoDBClient({
    endpoint: required(environment, "AWS_ENDPOINT_URL_DYNAMODB"),
    region: environment["AWS_REGION"] ?? "eu-west-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  async function putOnce({ table, item }: SeedItem): Promise<void> {
    const command = new PutItemCommand({
      TableName: required(environment, table),
      Item: toItem(item),
      ConditionExpression: "attribute_not_exists(pk)",
    });
    await client.send(command).catch((error: unknown) => {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    });
  }
  try {
    await Promise.all(items.map(putOnce));
  } finally {
    client.destroy();
  }
}

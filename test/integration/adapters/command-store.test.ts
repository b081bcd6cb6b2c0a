import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateTableCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll } from "vitest";
import type { CommandStore } from "#adapters/dynamodb/command-store.ts";
import { startDynamoDb } from "#local/dynamodb/start.ts";
import type { EndpointService } from "#local/services.ts";
import { describeCommandStore } from "#test/support/command-store-contract.ts";
import { plainSealerOf } from "#test/support/plain-sealer.ts";

let dataDir: string;
let database: EndpointService;
let freshStore: () => Promise<CommandStore>;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "command-store-"));
  database = await startDynamoDb({
    dataDir,
    tables: [],
    writeLog: () => undefined,
    onUnexpectedExit: () => undefined,
  });
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: database.endpoint,
    AWS_REGION: "eu-west-1",
    AWS_ACCESS_KEY_ID: "local",
    AWS_SECRET_ACCESS_KEY: "local",
  });
  // The client reads where it is to go when it is loaded.
  const { dynamo } = await import("#adapters/dynamodb/client.ts");
  const { commandStore } = await import("#adapters/dynamodb/command-store.ts");
  let tables = 0;
  freshStore = async () => {
    const TableName = `Fleet${++tables}`;
    await dynamo.send(
      new CreateTableCommand({
        TableName,
        BillingMode: "PAY_PER_REQUEST",
        AttributeDefinitions: [
          { AttributeName: "pk", AttributeType: "S" },
          { AttributeName: "sk", AttributeType: "S" },
        ],
        KeySchema: [
          { AttributeName: "pk", KeyType: "HASH" },
          { AttributeName: "sk", KeyType: "RANGE" },
        ],
      }),
    );
    return commandStore(TableName, plainSealerOf);
  };
});

afterAll(async () => {
  await database.stop();
  await rm(dataDir, { recursive: true });
});

describeCommandStore("DynamoDB", () => freshStore());

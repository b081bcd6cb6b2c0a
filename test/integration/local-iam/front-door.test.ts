import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DynamoDBClient,
  ExecuteStatementCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startDynamoDb } from "#local/dynamodb/start.ts";
import { createAuthentication } from "#local/iam/authenticate.ts";
import { createCredentialStore } from "#local/iam/credentials.ts";
import { createEvaluation } from "#local/iam/evaluate.ts";
import { startFrontDoor } from "#local/iam/front-door.ts";
import { createGuard } from "#local/iam/guard.ts";
import { answerJsonRefusal } from "#local/iam/refusal-answers.ts";
import { dynamoDbReader } from "#local/iam/requests/dynamodb.ts";
import type { EndpointService, TableDefinition } from "#local/services.ts";
import {
  allow,
  FLEET_ARN,
  OWN_PARTITIONS,
  policiesOf,
  role,
  session,
} from "#test/unit/local/iam/builders.ts";

const FLEET: TableDefinition = {
  tableName: "Fleet",
  AttributeDefinitions: ["pk", "sk", "gsi1pk"].map((AttributeName) => ({
    AttributeName,
    AttributeType: "S",
  })),
  KeySchema: [
    { AttributeName: "pk", KeyType: "HASH" },
    { AttributeName: "sk", KeyType: "RANGE" },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: "gsi1",
      KeySchema: [{ AttributeName: "gsi1pk", KeyType: "HASH" }],
      Projection: { ProjectionType: "KEYS_ONLY" },
    },
  ],
};
const ITEM_ACTIONS = [
  "BatchGetItem",
  "BatchWriteItem",
  "ConditionCheckItem",
  "DeleteItem",
  "GetItem",
  "PutItem",
  "Query",
  "UpdateItem",
].map((action) => `dynamodb:${action}`);

const credentials = createCredentialStore();
const policies = policiesOf([
  role("Reader", [allow("dynamodb:GetItem", FLEET_ARN)]),
  role("Operator", [allow(ITEM_ACTIONS, [FLEET_ARN, `${FLEET_ARN}/index/gsi1`], OWN_PARTITIONS)]),
]);

let dataDir: string;
let database: EndpointService;
let door: EndpointService;
let reader: DynamoDBClient;
let demoA: DynamoDBClient;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "chargeward-iam-"));
  const writeLog = () => undefined;
  const onUnexpectedExit = writeLog;
  database = await startDynamoDb({ dataDir, tables: [FLEET], writeLog, onUnexpectedExit });
  const facts = { partitionKey: "pk", indexPartitionKeys: new Map([["gsi1", "gsi1pk"]]) };
  door = await startFrontDoor({
    name: "DynamoDB",
    upstream: database.endpoint,
    guard: createGuard({
      authenticate: createAuthentication({ credentials, signingName: "dynamodb" }),
      read: dynamoDbReader({ tables: new Map([["Fleet", facts]]) }),
      decide: createEvaluation(policies),
      record: writeLog,
    }),
    answerRefusal: answerJsonRefusal,
    writeLog,
  });
  reader = clientOf("Reader", {});
  demoA = clientOf("Operator", { operatorId: "demo-a" });
});
afterAll(async () => {
  reader.destroy();
  demoA.destroy();
  await door.stop();
  await database.stop();
  await rm(dataDir, { recursive: true });
});

function clientOf(roleName: string, tags: Readonly<Record<string, string>>): DynamoDBClient {
  return new DynamoDBClient({
    endpoint: door.endpoint,
    region: "eu-west-1",
    credentials: credentials.issue(session(roleName, tags)),
  });
}

const S = (text: string) => ({ S: text });
const key = (pk: string, sk = "CHARGER") => ({ pk: S(pk), sk: S(sk) });
const onFleet = { TableName: "Fleet" };
const denied = (action: string, resource = FLEET_ARN) =>
  expect.objectContaining({
    name: "AccessDeniedException",
    message: expect.stringMatching(
      `is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`,
    ),
  });

describe("a function behind the front door of DynamoDB", () => {
  it("does what its role grants", async () => {
    const { Item } = await reader.send(new GetItemCommand({ ...onFleet, Key: key("demo-a#none") }));

    expect(Item).toBeUndefined();
  });

  it("is denied what its role does not grant, exactly as on AWS", async () => {
    const put = reader.send(new PutItemCommand({ ...onFleet, Item: key("demo-a") }));

    await expect(put).rejects.toMatchObject({
      name: "AccessDeniedException",
      $metadata: { httpStatusCode: 400 },
      message: `User: arn:aws:sts::000000000000:assumed-role/Reader/a-function is not authorized to perform: dynamodb:PutItem on resource: ${FLEET_ARN} because no identity-based policy allows the dynamodb:PutItem action`,
    });
  });

  it("is nobody with credentials that were not issued", async () => {
    const stranger = new DynamoDBClient({
      endpoint: door.endpoint,
      region: "eu-west-1",
      credentials: createCredentialStore().issue(session("Reader")),
    });

    await expect(
      stranger.send(new GetItemCommand({ ...onFleet, Key: key("demo-a") })),
    ).rejects.toMatchObject({ name: "UnrecognizedClientException" });
    stranger.destroy();
  });

  it("hears the database's own errors unchanged", async () => {
    const query = demoA.send(
      new QueryCommand({
        ...onFleet,
        KeyConditionExpression: "pk = :pk AND nonsense",
        ExpressionAttributeValues: { ":pk": S("demo-a") },
      }),
    );

    await expect(query).rejects.toMatchObject({ name: "ValidationException" });
  });

  it("gets large items through, whole", async () => {
    const text = "ü".repeat(150_000);

    await demoA.send(
      new PutItemCommand({ ...onFleet, Item: { ...key("demo-a#large"), siteId: S(text) } }),
    );
    const { Item } = await demoA.send(new GetItemCommand({ ...onFleet, Key: key("demo-a#large") }));

    expect(Item?.["siteId"]?.S).toBe(text);
  });

  it("gets each of many answers to its own call", async () => {
    const ids = Array.from({ length: 100 }, (_, index) => `demo-a#many-${index}`);
    await Promise.all(
      ids.map((id) =>
        demoA.send(new PutItemCommand({ ...onFleet, Item: { ...key(id), chargerId: S(id) } })),
      ),
    );

    const found = await Promise.all(
      ids.map((id) => demoA.send(new GetItemCommand({ ...onFleet, Key: key(id) }))),
    );

    expect(found.map(({ Item }) => Item?.["chargerId"]?.S)).toEqual(ids);
  });
});

describe("a session that is tagged with an operator", () => {
  it("reads and writes that operator's partitions", async () => {
    await demoA.send(
      new PutItemCommand({ ...onFleet, Item: { ...key("demo-a#1"), gsi1pk: S("demo-a") } }),
    );

    const { Items } = await demoA.send(
      new QueryCommand({
        ...onFleet,
        IndexName: "gsi1",
        KeyConditionExpression: "#k = :op",
        ExpressionAttributeNames: { "#k": "gsi1pk" },
        ExpressionAttributeValues: { ":op": S("demo-a") },
      }),
    );

    expect(Items).toHaveLength(1);
  });

  it.each([
    ["a read", new GetItemCommand({ ...onFleet, Key: key("demo-b#1") }), "dynamodb:GetItem"],
    ["a write", new PutItemCommand({ ...onFleet, Item: key("demo-b") }), "dynamodb:PutItem"],
    [
      "a partition whose name only begins alike",
      new GetItemCommand({ ...onFleet, Key: key("demo-ab") }),
      "dynamodb:GetItem",
    ],
    [
      "a query",
      new QueryCommand({
        ...onFleet,
        KeyConditionExpression: "pk = :pk",
        ExpressionAttributeValues: { ":pk": S("demo-b") },
      }),
      "dynamodb:Query",
    ],
    [
      "one key of a batch",
      new BatchGetItemCommand({
        RequestItems: { Fleet: { Keys: [key("demo-a#1"), key("demo-b#1")] } },
      }),
      "dynamodb:BatchGetItem",
    ],
    [
      "one write of a batch",
      new BatchWriteItemCommand({
        RequestItems: { Fleet: [{ DeleteRequest: { Key: key("demo-b#1") } }] },
      }),
      "dynamodb:BatchWriteItem",
    ],
    ["a scan", new ScanCommand(onFleet), "dynamodb:Scan"],
  ])("is denied another operator's: %s", async (_, command, action) => {
    await expect(demoA.send(command as GetItemCommand)).rejects.toEqual(denied(action));
  });

  it("is denied another operator's index partition", async () => {
    const query = new QueryCommand({
      ...onFleet,
      IndexName: "gsi1",
      KeyConditionExpression: "gsi1pk = :op",
      ExpressionAttributeValues: { ":op": S("demo-b") },
    });

    await expect(demoA.send(query)).rejects.toEqual(
      denied("dynamodb:Query", `${FLEET_ARN}/index/gsi1`),
    );
  });

  it.each([
    ["Put", { Put: { ...onFleet, Item: key("demo-b#2") } }, "dynamodb:PutItem"],
    ["Delete", { Delete: { ...onFleet, Key: key("demo-b#2") } }, "dynamodb:DeleteItem"],
    [
      "Update",
      {
        Update: {
          ...onFleet,
          Key: key("demo-b#2"),
          UpdateExpression: "SET siteId = :x",
          ExpressionAttributeValues: { ":x": S("x") },
        },
      },
      "dynamodb:UpdateItem",
    ],
    [
      "ConditionCheck",
      {
        ConditionCheck: {
          ...onFleet,
          Key: key("demo-b#2"),
          ConditionExpression: "attribute_not_exists(pk)",
        },
      },
      "dynamodb:ConditionCheckItem",
    ],
  ])("is denied a whole transaction for one foreign %s", async (_, foreign, action) => {
    const own = { Put: { ...onFleet, Item: key("demo-a#transaction") } };

    const write = demoA.send(new TransactWriteItemsCommand({ TransactItems: [own, foreign] }));

    await expect(write).rejects.toEqual(denied(action));
    const { Item } = await demoA.send(
      new GetItemCommand({ ...onFleet, Key: key("demo-a#transaction") }),
    );
    expect(Item).toBeUndefined();
  });

  it("has no way around by PartiQL", async () => {
    const statement = new ExecuteStatementCommand({ Statement: `SELECT * FROM "Fleet"` });

    await expect(demoA.send(statement)).rejects.toMatchObject({
      name: "UnknownOperationException",
    });
  });
});

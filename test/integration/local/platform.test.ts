import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { DynamoDBClient, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { type Platform, startPlatform } from "#local/platform.ts";
import { eventually } from "#test/support/eventually.ts";
import { writeFixtureAssembly } from "#test/support/local/fixture-assembly.ts";
import { aTemporaryFolder } from "#test/support/local/function-folder.ts";
import { nextMessage, refusal } from "#test/support/local/websocket-door.ts";

const ITEMS_TABLE = "Data-Items";

let platform: Platform;
let dataDir: string;

async function start(more: Parameters<typeof writeFixtureAssembly>[0] = {}): Promise<Platform> {
  platform = await startPlatform({
    dataDir,
    port: 0,
    tlsPort: 0,
    demo: false,
    assemblyDir: writeFixtureAssembly(more),
  });
  return platform;
}

const clientOf = (endpoint: string) => ({
  endpoint,
  region: "eu-west-1",
  credentials: { accessKeyId: "local", secretAccessKey: "local" },
});
const put = async (pk: string): Promise<void> => {
  const client = new DynamoDBClient(clientOf(platform.endpoints.dynamoDb));
  await client.send(
    new PutItemCommand({ TableName: ITEMS_TABLE, Item: { pk: { S: pk }, sk: { S: "X" } } }),
  );
  client.destroy();
};

/** What the function `witness` wrote into its log. */
function seenByWitness(): readonly string[] {
  try {
    const log = readFileSync(join(dataDir, "logs", "witness.log"), "utf8");
    return log
      .split("\n")
      .filter((line) => line.startsWith("seen "))
      .flatMap((line) => JSON.parse(line.slice(5)) as string[]);
  } catch {
    return [];
  }
}

beforeEach(() => {
  dataDir = join(aTemporaryFolder(), "data");
});

describe("a platform made from templates", () => {
  beforeEach(() => start());
  afterEach(() => platform.stop());

  it("lets a charger in through edge, gateway and function, and answers its messages", async () => {
    const socket = new WebSocket(`${platform.access.ocppUrl}/op/CP-1`, ["ocpp1.6"]);
    await once(socket, "open");

    socket.send('[2,"17","Heartbeat",{}]');

    expect(JSON.parse(await nextMessage(socket))).toEqual([
      3,
      "17",
      { connectionId: expect.any(String) },
    ]);
    socket.close();
  });

  it("does the same over TLS for who trusts the CA of the data dir", async () => {
    const ca = readFileSync(platform.access.caFile);
    const socket = new WebSocket(`${platform.access.ocppTlsUrl}/op/CP-1`, ["ocpp1.6"], { ca });

    await once(socket, "open");

    expect(socket.protocol).toBe("ocpp1.6");
    socket.close();
  });

  it("refuses a charger with the status that its function chose", async () => {
    const socket = new WebSocket(`${platform.access.ocppUrl}/other/CP-1`, ["ocpp1.6"]);

    expect(await refusal(socket)).toBe(404);
  });

  it("answers REST through edge, gateway and function, with names of another stack resolved", async () => {
    const response = await fetch(`${platform.access.appUrl}/v1/things/a%20b`);

    expect(await response.json()).toEqual({ id: "a b", table: ITEMS_TABLE });
  });

  it("wakes a function for a change in a table, a message in a queue and an event on a bus", async () => {
    const sqs = new SQSClient(clientOf(platform.endpoints.sqs));
    const events = new EventBridgeClient(clientOf(platform.endpoints.eventBridge));

    await put("changed");
    await sqs.send(
      new SendMessageCommand({
        QueueUrl: platform.environment["QUEUE_URL"],
        MessageBody: "sent",
      }),
    );
    await events.send(
      new PutEventsCommand({
        Entries: [
          {
            EventBusName: "domain",
            Source: "test",
            DetailType: "Tested",
            Detail: '{"name":"published"}',
          },
        ],
      }),
    );

    await eventually("the function has seen all three", () =>
      ["changed", "sent", "published"].every((name) => seenByWitness().includes(name)),
    );
    sqs.destroy();
    events.destroy();
  });

  it("gives a change to the function again when it failed", async () => {
    await put("fails-once");

    await eventually("the function has seen it", () => seenByWitness().includes("fails-once"));
  });

  it("refuses a second platform on the same data dir", async () => {
    await expect(
      startPlatform({
        dataDir,
        port: 0,
        tlsPort: 0,
        demo: false,
        assemblyDir: writeFixtureAssembly(),
      }),
    ).rejects.toThrow(/in use by another Chargeward/);
  });
});

describe("a platform that was started again", () => {
  it("still has what was stored, and delivers no change twice", async () => {
    await start();
    await put("before");
    await eventually("the function has seen it", () => seenByWitness().includes("before"));
    await platform.stop();

    await start();
    await put("after");
    await eventually("the function has seen it", () => seenByWitness().includes("after"));
    const client = new DynamoDBClient(clientOf(platform.endpoints.dynamoDb));
    const { Item: item } = await client.send(
      new GetItemCommand({ TableName: ITEMS_TABLE, Key: { pk: { S: "before" }, sk: { S: "X" } } }),
    );
    client.destroy();
    await platform.stop();

    expect(item).toBeDefined();
    expect(seenByWitness().filter((name) => name === "before")).toHaveLength(1);
  });

  it("keeps its secrets, certificate and credentials", async () => {
    const first = (await start()).access;
    await platform.stop();

    const second = (await start()).access;
    await platform.stop();

    expect(second.users).toEqual(first.users);
    expect(second.users).not.toEqual([]);
  });
});

describe("a platform that cannot start", () => {
  it("names the resource that it does not know, and leaves nothing running", async () => {
    const unknown = { Cache: { Type: "AWS::ElastiCache::CacheCluster" } };

    await expect(start(unknown)).rejects.toThrow(/Cache of the type AWS::ElastiCache/);

    await start();
    await platform.stop();
  });

  it("says which port is taken and how to choose another", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;

    const starting = startPlatform({
      dataDir,
      port,
      tlsPort: 0,
      demo: false,
      assemblyDir: writeFixtureAssembly(),
    });

    await expect(starting).rejects.toThrow(new RegExp(`Port ${port} is taken.*--port`));
    other.close();
  });
});

import "#test/support/environment.ts";
import { once } from "node:events";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  QueryCommand,
} from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { verifyChargerPassword } from "#adapters/credentials/charger-password.ts";
import { fromItem, toItem } from "#adapters/dynamodb/client.ts";
import { type Key, keys } from "#adapters/dynamodb/keys.ts";
import type { Charger } from "#domain/fleet/charger.ts";
import type { CognitoService } from "#local/cognito/service.ts";
import { startCognito } from "#local/cognito/start.ts";
import { startDynamoDb } from "#local/dynamodb/start.ts";
import { localFilePath, writeLocalFile } from "#local/local-file.ts";
import { seed } from "#local/seed/start.ts";
import type { EndpointService, Seeded, TableDefinition } from "#local/services.ts";
import { startCredentialKey } from "#test/support/kms.ts";
import { aPool } from "#test/support/local/sign-in-world.ts";
import { fetchAccessToken } from "#tools/token/access-token.ts";
import { readLocalFile } from "#tools/token/local-platform.ts";

const table = (tableName: string): TableDefinition => ({
  tableName,
  AttributeDefinitions: ["pk", "sk", "gsi1pk", "gsi1sk"].map((AttributeName) => ({
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
      KeySchema: [
        { AttributeName: "gsi1pk", KeyType: "HASH" },
        { AttributeName: "gsi1sk", KeyType: "RANGE" },
      ],
      Projection: { ProjectionType: "KEYS_ONLY" },
    },
  ],
});

let dataDir: string;
let database: EndpointService;
let cognito: CognitoService;
let server: Server;
let appUrl: string;
let client: DynamoDBClient;
let kms: Awaited<ReturnType<typeof startCredentialKey>>;

const sow = (demo = true): Promise<Seeded> =>
  seed({
    dataDir,
    demo,
    psp: {
      ensureAccount: async (operatorId) => ({
        operatorId,
        secretKey: "key",
        webhookSecret: "secret",
      }),
    },
    environment: {
      DIRECTORY_TABLE: "Directory",
      FLEET_TABLE: "Fleet",
      CHARGING_TABLE: "Charging",
      PEOPLE_TABLE: "People",
      AWS_REGION: "eu-west-1",
      VAULT_TABLE: "Vault",
      VAULT_KEY_ARN: String(process.env["VAULT_KEY_ARN"]),
      CREDENTIAL_KEY_ARN: String(process.env["CREDENTIAL_KEY_ARN"]),
      AWS_ENDPOINT_URL_DYNAMODB: database.endpoint,
      AWS_ENDPOINT_URL_KMS: String(process.env["AWS_ENDPOINT_URL_KMS"]),
    },
    staffPoolId: "staff",
    driverPoolId: "drivers",
    cognito,
    recaptchaCredential: "{}",
  });

async function item(TableName: string, key: Key) {
  const { Item } = await client.send(new GetItemCommand({ TableName, Key: toItem(key) }));
  return Item;
}

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "chargeward-seed-"));
  server = createServer((request, response) => {
    if (!cognito.handler(request, response)) response.writeHead(404).end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  appUrl = `http://localhost:${(server.address() as AddressInfo).port}`;
  const clients = [
    { clientId: "c", callbackUrls: [`${appUrl}/console/`], logoutUrls: [], scopes: ["openid"] },
  ];
  [database, cognito] = await Promise.all([
    startDynamoDb({
      dataDir,
      tables: ["Directory", "Fleet", "Charging", "People", "Vault"].map(table),
      writeLog: () => undefined,
      onUnexpectedExit: () => undefined,
    }),
    startCognito({
      dataDir,
      pools: [
        aPool("drivers", { clients, selfSignUp: true, mfa: "OPTIONAL" }),
        aPool("staff", { clients }),
      ],
      publicUrl: appUrl,
      writeLog: () => undefined,
    }),
  ]);
  kms = await startCredentialKey();
  client = new DynamoDBClient({
    endpoint: database.endpoint,
    region: "eu-west-1",
    credentials: { accessKeyId: "a", secretAccessKey: "b" },
  });
});

afterEach(async () => {
  client.destroy();
  await Promise.all([database.stop(), cognito.stop(), kms.stop()]);
  server.close();
  server.closeAllConnections();
  await rm(dataDir, { recursive: true });
});

describe("seeding a new data dir", () => {
  it("stores chargers whose passwords the platform will accept", async () => {
    const { operators } = await sow();

    for (const { operatorId, chargers } of operators) {
      for (const { chargerId, password } of chargers) {
        const stored = await item("Fleet", keys.charger(operatorId, chargerId));
        const { credential } = fromItem<Charger>(stored ?? {});
        expect(await verifyChargerPassword(Buffer.from(password), credential)).toBe(true);
      }
    }
    expect(operators.flatMap(({ chargers }) => chargers)).toHaveLength(10);
  });

  it("lists the chargers of an operator by the index", async () => {
    await sow();

    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: "Fleet",
        IndexName: "gsi1",
        KeyConditionExpression: "gsi1pk = :op",
        ExpressionAttributeValues: { ":op": { S: "demo-b" } },
      }),
    );

    expect(Items).toHaveLength(5);
  });

  it("lets its users sign in, as members of their operator", async () => {
    const { users } = await sow();
    const appFile = { users, operators: [], appUrl, ocppUrl: "", ocppTlsUrl: "", caFile: "" };
    await writeLocalFile(dataDir, appFile);

    const token = await fetchAccessToken(
      await readLocalFile(dataDir),
      appUrl,
      "admin@demo-a.example",
    );

    const claims = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
    const membership = await item("Directory", keys.membership("demo-a", claims.sub));
    expect(membership && unmarshall(membership)).toMatchObject({
      assignments: [{ roleId: "operator-admin" }],
      scope: "demo-a",
    });
    expect(claims.iss).toBe(`${appUrl}/oidc/staff`);
    expect((await stat(localFilePath(dataDir))).mode & 0o777).toBe(0o600);
  });

  it("gives its driver an account that is linked, and the first card", async () => {
    const seeded = await sow();

    const token = await fetchAccessToken(seeded, appUrl, "driver@demo-a.example");

    const claims = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
    const link = fromItem<{ driverId: string }>(
      (await item("People", keys.driverAccount("demo-a", claims.sub))) ?? {},
    );
    const driver = fromItem<{ email: string; lookups: readonly string[] }>(
      (await item("People", keys.driver("demo-a", link.driverId))) ?? {},
    );
    const { Items: cards = [] } = await client.send(
      new QueryCommand({
        TableName: "Charging",
        KeyConditionExpression: "pk = :op AND begins_with(sk, :prefix)",
        FilterExpression: "driverId = :driver",
        ExpressionAttributeValues: {
          ":op": { S: "demo-a" },
          ":prefix": { S: "TOKEN#" },
          ":driver": { S: link.driverId },
        },
      }),
    );
    expect(claims.iss).toBe(`${appUrl}/oidc/drivers`);
    expect(driver.lookups).toHaveLength(1);
    expect(driver.email).not.toContain("driver@");
    expect(cards).toHaveLength(1);
    const [card] = cards.map((each) => fromItem<{ tokenRef: string }>(each));
    const entry = keys.driverToken("demo-a", link.driverId, card?.tokenRef ?? "");
    expect(await item("People", entry)).toBeDefined();
  });

  it("names the users there are when asked for another", async () => {
    const seeded = await sow();

    const token = fetchAccessToken(seeded, appUrl, "nobody@demo-a.example");

    await expect(token).rejects.toThrow(/viewer@demo-b\.example/);
  });

  it("says when the platform does not run", async () => {
    const seeded = await sow();

    const token = fetchAccessToken(seeded, "http://127.0.0.1:9", "admin@demo-a.example");

    await expect(token).rejects.toThrow(/npm start/);
  });
});

describe("seeding again", () => {
  it("gives the same answer and brings nothing back that was deleted", async () => {
    const first = await sow();
    const Key = toItem(keys.tariff("demo-a", "standard"));
    await client.send(new DeleteItemCommand({ TableName: "Charging", Key }));

    const second = await sow();

    expect(second).toEqual(first);
    expect(await item("Charging", keys.tariff("demo-a", "standard"))).toBeUndefined();
  });

  it("adds the demo to a data dir that began without it", async () => {
    const bare = await sow(false);

    const grown = await sow();

    expect(bare.operators).toEqual([]);
    expect(grown.users).toEqual(expect.arrayContaining([...bare.users]));
    expect(await item("Directory", keys.operator("demo-a"))).toBeDefined();
  });
});

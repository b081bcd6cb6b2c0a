import "#test/support/environment.ts";
import {
  ApiGatewayManagementApiClient,
  DeleteConnectionCommand,
  GetConnectionCommand,
  GoneException,
  PostToConnectionCommand,
} from "@aws-sdk/client-apigatewaymanagementapi";
import {
  BatchGetItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { hashChargerPassword } from "#adapters/credentials/charger-password.ts";
import { toItem } from "#adapters/dynamodb/client.ts";
import type { Charger } from "#domain/fleet/charger.ts";
import { DEFAULT_OPERATOR_SETTINGS } from "#domain/tenancy/operator.ts";
import { handler as connect } from "#functions/ocpp/connect/handler.ts";
import type { HandshakeEvent } from "#functions/ocpp/connect/handshake-event.ts";
import { logger } from "#functions/shared/observability.ts";
import { aCharger, anOperator } from "#test/support/fleet.ts";
import { aContext } from "#test/support/lambda-context.ts";

const PASSWORD = "0123456789abcdef0123456789abcdef01234567";
const EDGE = "the-secret-of-the-edge";
const handler = (event: HandshakeEvent) => connect(event, aContext());
const dynamo = mockClient(DynamoDBClient);
const sockets = mockClient(ApiGatewayManagementApiClient);
const secrets = mockClient(SecretsManagerClient);
const credential = await hashChargerPassword(PASSWORD, "2026-01-01T00:00:00.000Z");
const current = {
  connectionId: "socket-6",
  version: "ocpp1.6",
  connectedAt: "2026-03-01T08:00:00.000Z",
  sourceIp: "192.0.2.1",
} as const;

beforeEach(() => {
  dynamo.reset();
  sockets.reset();
  secrets.reset();
  secrets.on(GetSecretValueCommand).resolves({ SecretString: EDGE });
  dynamo.on(TransactWriteItemsCommand).resolves({});
  dynamo.on(GetItemCommand).resolves({});
  sockets.on(DeleteConnectionCommand).resolves({});
  stored(aCharger({ credential }));
});
afterEach(() => vi.restoreAllMocks());

function stored(charger: Charger | undefined) {
  const Fleet = charger ? [toItem(charger)] : [];
  dynamo
    .on(BatchGetItemCommand)
    .resolves({ Responses: { Directory: [toItem(anOperator())], Fleet } });
}

const basic = (user: string, password: string | Buffer) =>
  `Basic ${Buffer.concat([Buffer.from(`${user}:`), Buffer.from(password)]).toString("base64")}`;

function handshake(
  headers: Record<string, string | undefined> = {},
  charger = "CP-1",
): HandshakeEvent {
  return {
    headers: {
      "x-chargeward-origin": EDGE,
      Authorization: basic("CP-1", PASSWORD),
      "Sec-WebSocket-Protocol": "ocpp2.0.1, ocpp1.6",
      "X-Forwarded-For": "192.0.2.44, 198.51.100.1",
      ...headers,
    },
    queryStringParameters: { operator: "demo-a", charger },
    requestContext: { connectionId: "socket-7", identity: { sourceIp: "198.51.100.1" } },
  };
}

it("admits a charger and answers with the subprotocol that it prefers", async () => {
  const answer = await handler(handshake());

  expect(answer).toEqual({
    statusCode: 200,
    headers: { "Sec-WebSocket-Protocol": "ocpp2.0.1" },
  });
});

it("reads charger and operator in one consistent call", async () => {
  await handler(handshake());

  expect(dynamo.commandCalls(BatchGetItemCommand).map(({ args }) => args[0].input)).toEqual([
    {
      RequestItems: {
        Directory: { Keys: [{ pk: { S: "demo-a" }, sk: { S: "OPERATOR" } }], ConsistentRead: true },
        Fleet: { Keys: [{ pk: { S: "demo-a#CP-1" }, sk: { S: "CHARGER" } }], ConsistentRead: true },
      },
    },
  ]);
});

it("binds the socket in one transaction that the charger's epoch guards", async () => {
  stored(aCharger({ credential, connection: current }));

  await handler(handshake());

  const [call] = dynamo.commandCalls(TransactWriteItemsCommand);
  const [put, update, remove] = call?.args[0].input.TransactItems ?? [];
  expect(unmarshall(put?.Put?.Item ?? {})).toMatchObject({
    pk: "socket-7",
    sk: "CONNECTION",
    operatorId: "demo-a",
    chargerId: "CP-1",
    version: "ocpp2.0.1",
    epoch: 7,
    heartbeatIntervalSeconds: 300,
  });
  expect(update?.Update?.Key).toEqual({ pk: { S: "demo-a#CP-1" }, sk: { S: "CHARGER" } });
  expect(update?.Update?.ConditionExpression).toContain("epoch = :before");
  expect(unmarshall(update?.Update?.ExpressionAttributeValues ?? {})).toMatchObject({
    ":before": 6,
    ":epoch": 7,
    ":connection": { connectionId: "socket-7", sourceIp: "192.0.2.44" },
  });
  expect(remove?.Delete?.Key).toEqual({ pk: { S: "socket-6" }, sk: { S: "CONNECTION" } });
});

it("closes the socket that it replaces, and does not mind if it cannot", async () => {
  stored(aCharger({ credential, connection: current }));
  sockets.on(DeleteConnectionCommand).rejects(new Error("unreachable"));

  const answer = await handler(handshake());

  expect(answer.statusCode).toBe(200);
  expect(sockets.commandCalls(DeleteConnectionCommand)[0]?.args[0].input).toEqual({
    ConnectionId: "socket-6",
  });
});

describe("one of several handshakes at the same moment", () => {
  const young = () => ({ ...current, connectedAt: new Date().toISOString() });
  const nowCurrent = (connectionId: string) =>
    dynamo
      .on(GetItemCommand, { TableName: "Fleet" })
      .resolves({ Item: toItem({ connection: { ...current, connectionId } }) });

  it("closes the socket before it when that has opened at last", async () => {
    stored(aCharger({ credential, connection: young() }));
    nowCurrent("socket-7");
    const gone = new GoneException({ message: "gone", $metadata: {} });
    sockets.on(DeleteConnectionCommand).rejectsOnce(gone).resolves({});

    const answer = await handler(handshake());

    expect(answer.statusCode).toBe(200);
    expect(sockets.commandCalls(DeleteConnectionCommand)).toHaveLength(2);
  });

  it("does not wait for a socket to open over which something came already", async () => {
    const connection = young();
    stored(aCharger({ credential, connection, lastSeenAt: "9999-01-01T00:00:00.000Z" }));
    const gone = new GoneException({ message: "gone", $metadata: {} });
    sockets.on(DeleteConnectionCommand).rejects(gone);

    const answer = await handler(handshake());

    expect(answer.statusCode).toBe(200);
    expect(sockets.commandCalls(DeleteConnectionCommand)).toHaveLength(1);
  });

  it("gives way where another one has come meanwhile", async () => {
    stored(aCharger({ credential, connection: young() }));
    nowCurrent("socket-8");

    expect(await handler(handshake())).toEqual({ statusCode: 503 });
  });
});

describe("a handshake from elsewhere while the charger's socket is open", () => {
  const away = { ...current, sourceIp: "203.0.113.9" };
  const updates = () =>
    dynamo.commandCalls(UpdateItemCommand).map(({ args }) => {
      const { TableName, ExpressionAttributeValues = {} } = args[0].input;
      return { table: TableName, values: unmarshall(ExpressionAttributeValues) };
    });

  beforeEach(() => {
    stored(aCharger({ credential, connection: away }));
    sockets.on(GetConnectionCommand).resolves({ LastActiveAt: new Date() });
    sockets.on(PostToConnectionCommand).resolves({});
    dynamo.on(GetItemCommand).resolves({});
    dynamo.on(UpdateItemCommand).resolves({});
  });

  it("is answered 503, and the charger is asked for a sign of life over the socket that it has", async () => {
    const answer = await handler(handshake());

    expect(answer).toEqual({ statusCode: 503 });
    const [post] = sockets.commandCalls(PostToConnectionCommand);
    expect(post?.args[0].input.ConnectionId).toBe("socket-6");
    expect(JSON.parse(String(post?.args[0].input.Data))).toEqual([
      2,
      "alive-socket-6",
      "GetConfiguration",
      { key: ["HeartbeatInterval"] },
    ]);
    expect(updates()[0]).toMatchObject({ table: "Fleet", values: { ":connectionId": "socket-6" } });
    expect(dynamo.commandCalls(TransactWriteItemsCommand)).toHaveLength(0);
  });

  it("does not have the charger asked while it owes the answer to a command", async () => {
    dynamo.on(GetItemCommand, { TableName: "Fleet" }).resolves({ Item: toItem({ pk: "x" }) });

    const answer = await handler(handshake());

    expect(answer).toEqual({ statusCode: 503 });
    expect(sockets.commandCalls(PostToConnectionCommand)).toHaveLength(0);
    expect(updates()[0]?.values).toHaveProperty(":lifeDueAt");
  });

  it("leaves a signal with both networks, and no address", async () => {
    await handler(handshake());

    const signal = updates().find(({ table }) => table === "Security");
    expect(Object.values(signal?.values ?? {})).toContainEqual({
      chargerId: "CP-1",
      connectionId: "socket-7",
      because: "asked-for-life",
      otherConnectionId: "socket-6",
      network: "192.0.2.0/24",
      otherNetwork: "203.0.113.0/24",
    });
  });

  it("gets in when the charger gave no sign of life", async () => {
    const lifeAskedAt = "2026-03-01T08:30:00.000Z";
    const asked = { ...away, lifeAskedAt, lifeDueAt: "2026-03-01T08:30:10.000Z" };
    stored(aCharger({ credential, connection: asked }));
    sockets.on(GetConnectionCommand).resolves({ LastActiveAt: new Date(lifeAskedAt) });

    const answer = await handler(handshake());

    expect(answer.statusCode).toBe(200);
    expect(sockets.commandCalls(DeleteConnectionCommand)).toHaveLength(1);
  });

  it("leaves a stronger signal when it is the fifth in ten minutes", async () => {
    const takeovers = { since: new Date().toISOString(), count: 4 };
    stored(aCharger({ credential, takeovers, connection: current }));

    await handler(handshake());

    const kinds = updates().flatMap(({ values }) => Object.values(values));
    expect(kinds).toContain("charger.identity-flapping");
    expect(kinds).not.toContain("charger.identity-contested");
  });
});

it("takes the decoded bytes of a hex password too", async () => {
  const answer = await handler(
    handshake({ Authorization: basic("CP-1", Buffer.from(PASSWORD, "hex")) }),
  );

  expect(answer.statusCode).toBe(200);
});

it.each([
  ["no edge secret", { "x-chargeward-origin": undefined }],
  ["a wrong edge secret", { "x-chargeward-origin": "guess" }],
])("answers 403 to %s and reads nothing", async (_what, headers) => {
  const answer = await handler(handshake(headers));

  expect(answer).toEqual({ statusCode: 403 });
  expect(dynamo.calls()).toHaveLength(0);
});

it.each(["", "CP#1", "CP:1", "x".repeat(49)])("answers 404 to the path %s", async (charger) => {
  const answer = await handler(handshake({}, charger));

  expect(answer).toEqual({ statusCode: 404 });
  expect(dynamo.calls()).toHaveLength(0);
});

it("answers 404 to an unknown charger even if all else is wrong too", async () => {
  stored(undefined);

  const answer = await handler(
    handshake({ Authorization: undefined, "Sec-WebSocket-Protocol": undefined }),
  );

  expect(answer).toEqual({ statusCode: 404 });
});

it("lets an unknown charger wait for a person where its operator wants that, and keeps nothing of its password", async () => {
  stored(undefined);
  const settings = { ...DEFAULT_OPERATOR_SETTINGS, unknownStations: "pending" } as const;
  dynamo
    .on(GetItemCommand, { TableName: "Directory" })
    .resolves({ Item: toItem(anOperator({ settings })) });
  dynamo.on(QueryCommand).resolves({ Items: [] });
  dynamo.on(PutItemCommand).resolves({});
  dynamo.on(UpdateItemCommand).resolves({});

  const answer = await handler(handshake());

  expect(answer.statusCode).toBe(200);
  const [put] = dynamo.commandCalls(PutItemCommand);
  expect(unmarshall(put?.args[0].input.Item ?? {})).toMatchObject({
    pk: "socket-7",
    chargerId: "CP-1",
    pending: true,
  });
  const written = dynamo.calls().map(({ args }) => args[0].input);
  expect(JSON.stringify(written)).not.toContain(PASSWORD);
});

it.each([
  ["no credentials", undefined],
  ["a wrong password", basic("CP-1", "guess")],
  ["an empty password", basic("CP-1", "")],
  ["the password of another user name", basic("CP-2", PASSWORD)],
  ["a user name in another case", basic("cp-1", PASSWORD)],
  ["malformed credentials", "Basic ???"],
])("answers 401 to %s, before it speaks of subprotocols", async (_what, Authorization) => {
  const answer = await handler(handshake({ Authorization, "Sec-WebSocket-Protocol": undefined }));

  expect(answer).toEqual({ statusCode: 401 });
  expect(dynamo.commandCalls(TransactWriteItemsCommand)).toHaveLength(0);
});

it.each([undefined, "ocpp2.1", "chat"])(
  "answers 400 to a proven charger that offers the subprotocols %s",
  async (offered) => {
    const answer = await handler(handshake({ "Sec-WebSocket-Protocol": offered }));

    expect(answer).toEqual({ statusCode: 400 });
    expect(dynamo.commandCalls(TransactWriteItemsCommand)).toHaveLength(0);
  },
);

it("reads again when another handshake wins, and answers 503 when that happens every time", async () => {
  dynamo.on(TransactWriteItemsCommand).rejects(
    new TransactionCanceledException({
      message: "cancelled",
      $metadata: {},
      CancellationReasons: [{ Code: "None" }, { Code: "ConditionalCheckFailed" }],
    }),
  );

  const answer = await handler(handshake());

  expect(answer).toEqual({ statusCode: 503 });
  expect(dynamo.commandCalls(BatchGetItemCommand)).toHaveLength(10);
});

it("asks again for what a busy table left out, rather than call the charger unknown", async () => {
  const Fleet = { Keys: [{ pk: { S: "demo-a#CP-1" }, sk: { S: "CHARGER" } }] };
  dynamo
    .on(BatchGetItemCommand)
    .resolvesOnce({
      Responses: { Directory: [toItem(anOperator())] },
      UnprocessedKeys: { Fleet },
    })
    .resolves({ Responses: { Fleet: [toItem(aCharger({ credential }))] } });

  const answer = await handler(handshake());

  expect(answer.statusCode).toBe(200);
});

it("answers 500 when the store fails, and says why in the log only", async () => {
  const logged = vi.spyOn(logger, "error").mockReturnValue();
  dynamo.on(BatchGetItemCommand).rejects(new Error("the table is gone"));

  const answer = await handler(handshake());

  expect(answer).toEqual({ statusCode: 500 });
  expect(logged).toHaveBeenCalledExactlyOnceWith(
    "handshake failed",
    expect.objectContaining({ connectionId: "socket-7" }),
  );
});

it("logs who was refused and why, never the password or a header", async () => {
  const logged = vi.spyOn(logger, "warn").mockReturnValue();
  const Authorization = basic("CP-1", "mistyped-password");

  await handler(handshake({ Authorization }));

  expect(logged.mock.calls).toEqual([
    [
      "handshake refused",
      {
        statusCode: 401,
        reason: "credentials-wrong",
        connectionId: "socket-7",
        operatorId: "demo-a",
        chargerId: "CP-1",
      },
    ],
  ]);
});

import "#test/support/environment.ts";
import {
  ApiGatewayManagementApiClient,
  PostToConnectionCommand,
} from "@aws-sdk/client-apigatewaymanagementapi";
import {
  BatchWriteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, describe, expect, it } from "vitest";
import { toItem } from "#adapters/dynamodb/client.ts";
import { commandFromItem, commandToItem } from "#adapters/dynamodb/command-item.ts";
import type { Command } from "#domain/commands/command.ts";
import { handler } from "#functions/ocpp/default/handler.ts";
import { forgetCaller } from "#functions/shared/caller.ts";
import { sealerOf } from "#functions/shared/privacy.ts";
import { aSentCommand } from "#test/support/commands.ts";
import { aBinding } from "#test/support/fleet.ts";
import { aContext } from "#test/support/lambda-context.ts";
import { vaultIn } from "#test/support/vault.ts";

const dynamo = mockClient(DynamoDBClient);
const api = mockClient(ApiGatewayManagementApiClient);
const { commandId } = aSentCommand();

beforeEach(() => {
  forgetCaller("socket-7");
  dynamo.reset();
  api.reset();
  dynamo.on(GetItemCommand).resolves({});
  dynamo.on(GetItemCommand, { TableName: "Connections" }).resolves({ Item: toItem(aBinding()) });
  vaultIn(dynamo);
  dynamo.on(TransactWriteItemsCommand).resolves({});
  dynamo.on(BatchWriteItemCommand).resolves({});
  api.on(PostToConnectionCommand).resolves({});
});

const receive = (body: string) =>
  handler({ body, requestContext: { connectionId: "socket-7" } }, aContext());

const posted = () =>
  api
    .commandCalls(PostToConnectionCommand)
    .map(({ args }) => JSON.parse(String(args[0].input.Data)));

async function outstanding(command: Command): Promise<void> {
  dynamo
    .on(GetItemCommand, {
      TableName: "Fleet",
      Key: toItem({ pk: "demo-a#CP-1", sk: `COMMAND#${commandId}` }),
    })
    .resolves({ Item: await commandToItem(command, sealerOf) });
}

/** The finished command, and the keys that its transaction deletes. */
async function finish() {
  const [call] = dynamo.commandCalls(TransactWriteItemsCommand);
  const items = call?.args[0].input.TransactItems ?? [];
  const put = items.find(({ Put }) => Put !== undefined)?.Put?.Item;
  const stored = put && (await commandFromItem(put, sealerOf));
  const deleted = items.flatMap(({ Delete }) => (Delete?.Key ? [Delete.Key["sk"]?.S] : []));
  return { stored, deleted };
}

it("takes the sign of life that a socket was asked for, whatever it says, and no other answer for it", async () => {
  dynamo.on(UpdateItemCommand).resolves({});

  await receive('[4,"alive-socket-7","NotSupported","",{}]');
  const [noted] = dynamo.commandCalls(UpdateItemCommand);
  await receive('[3,"alive-socket-8",{}]');

  expect(noted?.args[0].input.UpdateExpression).toBe("SET #connection.lifeShownAt = :lifeShownAt");
  const tables = dynamo.commandCalls(UpdateItemCommand).map(({ args }) => args[0].input.TableName);
  expect(tables).toEqual(["Fleet", "Security"]);
});

describe("an answer to our own call", () => {
  it("ends the command and frees the queue in one transaction", async () => {
    await outstanding(aSentCommand());

    const result = await receive(`[3,"${commandId}",{"status":"Accepted"}]`);

    expect(result).toEqual({ statusCode: 200 });
    expect((await finish()).stored).toMatchObject({
      state: "answered",
      response: { status: "Accepted" },
    });
    expect((await finish()).deleted).toEqual([`PENDING#${commandId}`, "OUTSTANDING"]);
    expect(posted()).toEqual([]);
  });

  it("fails the command when it breaks the schema of the charger's version", async () => {
    await outstanding(aSentCommand());
    const text = `[3,"${commandId}",{"status":"Perhaps"}]`;

    await receive(text);

    expect((await finish()).stored).toMatchObject({
      state: "failed",
      error: { code: "response.invalid" },
      response: { raw: text },
    });
    expect(posted()).toEqual([]);
  });

  it("fails the command with the charger's code when it is a CALLERROR, however ill-formed", async () => {
    await outstanding(aSentCommand());

    await receive(`[4,"${commandId}","OutOfOrder"]`);

    expect((await finish()).stored?.error).toEqual({ code: "OutOfOrder", description: "" });
  });

  it("stores the configuration that it tells", async () => {
    await outstanding(aSentCommand({ action: "GetConfiguration" }));
    const key = { key: "HeartbeatInterval", readonly: false, value: "300" };

    await receive(JSON.stringify([3, commandId, { configurationKey: [key] }]));

    const [write] = dynamo.commandCalls(BatchWriteItemCommand);
    const [request] = write?.args[0].input.RequestItems?.["Fleet"] ?? [];
    expect(request?.PutRequest?.Item?.["sk"]).toEqual({
      S: "VARIABLE#Configuration#HeartbeatInterval",
    });
  });

  it.each([
    `[3,"unknown",{}]`,
    `[3,12,{}]`,
    `[4,"unknown","GenericError","",{}]`,
    `[3,"${commandId}"]`,
  ])("changes nothing and is not answered when nobody asked: %s", async (text) => {
    const result = await receive(text);

    expect(result).toEqual({ statusCode: 200 });
    expect(dynamo.commandCalls(TransactWriteItemsCommand)).toEqual([]);
    expect(posted()).toEqual([]);
  });

  it.each([
    [undefined, "ocpp.answer-never-asked"],
    ["answered", "ocpp.answer-repeated"],
    ["timed-out", "ocpp.answer-too-late"],
  ] as const)("for a command that is %s is a security signal: %s", async (state, kind) => {
    if (state) await outstanding(aSentCommand({ state }));

    await receive(`[3,"${commandId}",{"status":"Accepted"}]`);

    const [signal] = dynamo.commandCalls(UpdateItemCommand, { TableName: "Security" });
    const values = Object.values(signal?.args[0].input.ExpressionAttributeValues ?? {});
    expect(values).toContainEqual({ S: kind });
    expect(values).toContainEqual({ S: "CP-1" });
  });

  it("is mended where it can be understood, and that is taken down", async () => {
    await outstanding(aSentCommand());

    await receive(`[3,"${commandId}",{"status":" accepted "}]`);

    const [, noting] = dynamo.commandCalls(TransactWriteItemsCommand);
    expect((await finish()).stored).toMatchObject({
      state: "answered",
      response: { status: "Accepted" },
    });
    expect(JSON.stringify(noting?.args[0].input)).toContain("#spelling#status");
  });
});

describe("what is no answer", () => {
  it("is refused by a CALLERROR over the socket when it is an action that nobody has", async () => {
    const result = await receive('[2,"7","Bogus",{}]');

    expect(result).toEqual({ statusCode: 200 });
    expect(posted()).toEqual([[4, "7", "NotImplemented", expect.any(String), {}]]);
  });

  it("is not answered where 1.6J wants silence", async () => {
    await receive("not json");

    expect(posted()).toEqual([]);
  });

  it("is ignored on a socket that is not bound", async () => {
    dynamo.on(GetItemCommand, { TableName: "Connections" }).resolves({});

    const result = await receive('[2,"7","Bogus",{}]');

    expect(result).toEqual({ statusCode: 200 });
    expect(posted()).toEqual([]);
  });

  it("never makes the function fail, for API Gateway would tell the charger so in no OCPP", async () => {
    api.on(PostToConnectionCommand).rejects(new Error("the network is down"));

    expect(await receive('[2,"7","Bogus",{}]')).toEqual({ statusCode: 200 });
  });
});

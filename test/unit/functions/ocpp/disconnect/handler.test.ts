import "#test/support/environment.ts";
import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, expect, it } from "vitest";
import { toItem } from "#adapters/dynamodb/client.ts";
import { handler } from "#functions/ocpp/disconnect/handler.ts";
import { aBinding } from "#test/support/fleet.ts";
import { aContext } from "#test/support/lambda-context.ts";

const dynamo = mockClient(DynamoDBClient);
const event = { requestContext: { connectionId: "socket-7" } };

beforeEach(() => {
  dynamo.reset();
  dynamo.on(GetItemCommand).resolves({ Item: toItem(aBinding()) });
  dynamo.on(UpdateItemCommand).resolves({});
  dynamo.on(DeleteItemCommand).resolves({});
});

it("clears the charger's connection only while it is this one, and forgets the binding", async () => {
  const answer = await handler(event, aContext());

  expect(answer).toEqual({ statusCode: 200 });
  expect(dynamo.commandCalls(UpdateItemCommand)[0]?.args[0].input).toMatchObject({
    TableName: "Fleet",
    Key: { pk: { S: "demo-a#CP-1" }, sk: { S: "CHARGER" } },
    ConditionExpression: "#connection.connectionId = :connectionId",
    ExpressionAttributeValues: { ":connectionId": { S: "socket-7" } },
  });
  expect(dynamo.commandCalls(DeleteItemCommand)[0]?.args[0].input).toEqual({
    TableName: "Connections",
    Key: { pk: { S: "socket-7" }, sk: { S: "CONNECTION" } },
  });
});

it("forgets the binding of a socket that was replaced meanwhile", async () => {
  const refused = new ConditionalCheckFailedException({ message: "refused", $metadata: {} });
  dynamo.on(UpdateItemCommand).rejects(refused);

  const answer = await handler(event, aContext());

  expect(answer).toEqual({ statusCode: 200 });
  expect(dynamo.commandCalls(DeleteItemCommand)).toHaveLength(1);
});

it("has nothing to do for a socket that is forgotten already", async () => {
  dynamo.on(GetItemCommand).resolves({});

  const answer = await handler(event, aContext());

  expect(answer).toEqual({ statusCode: 200 });
  expect(dynamo.calls()).toHaveLength(1);
});

it("answers 500 when the store fails", async () => {
  dynamo.on(GetItemCommand).rejects(new Error("the table is gone"));

  const answer = await handler(event, aContext());

  expect(answer).toEqual({ statusCode: 500 });
});

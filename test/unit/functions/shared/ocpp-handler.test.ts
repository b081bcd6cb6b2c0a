import "#test/support/environment.ts";
import { DynamoDBClient, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, describe, expect, it } from "vitest";
import { handler } from "#functions/ocpp/status-notification/handler.ts";
import { aBinding } from "#test/support/fleet.ts";
import { aContext } from "#test/support/lambda-context.ts";
import { call, connected, refusal } from "#test/support/ocpp-call.ts";

const dynamo = mockClient(DynamoDBClient);
const charger = aBinding({ connectionId: "socket-of-maker" });
const charger201 = aBinding({ connectionId: "socket-of-maker-201", version: "ocpp2.0.1" });
const REQUEST = { connectorId: 1, status: "Available", errorCode: "NoError" };

beforeEach(() => {
  dynamo.reset();
  connected(dynamo, charger, charger201);
  dynamo.on(UpdateItemCommand).resolves({});
});

async function send(body: string, { connectionId } = charger): Promise<unknown> {
  const event = { body, requestContext: { connectionId } };
  const answer = await handler(event, aContext());
  return answer.body === undefined ? undefined : JSON.parse(answer.body);
}

describe("ocppHandler", () => {
  it("tells a socket that nobody knows to come again", async () => {
    const answer = await call(handler, "StatusNotification", REQUEST, {
      connectionId: "socket-of-nobody",
    });

    expect(answer).toEqual(refusal("SecurityError"));
    expect(dynamo.commandCalls(UpdateItemCommand)).toHaveLength(0);
  });

  it("refuses a message id that is a number, under that number", async () => {
    const answer = await send(JSON.stringify([2, 42, "StatusNotification", REQUEST]));

    expect(answer).toEqual([4, 42, "ProtocolError", expect.any(String), {}]);
  });

  it.each([
    [
      "an object with the same key twice",
      '[2,"m-1","StatusNotification",{"connectorId":1,"connectorId":2,"status":"Available","errorCode":"NoError"}]',
      "FormationViolation",
    ],
    [
      "forty levels",
      `[2,"m-1","StatusNotification",${'{"a":'.repeat(40)}1${"}".repeat(40)}]`,
      "FormationViolation",
    ],
    ["a payload that is missing", '[2,"m-1","StatusNotification"]', "ProtocolError"],
    ["a payload that is a list", '[2,"m-1","StatusNotification",[]]', "ProtocolError"],
    [
      "a field of the wrong type",
      '[2,"m-1","StatusNotification",{"connectorId":"one","status":"Available","errorCode":"NoError"}]',
      "TypeConstraintViolation",
    ],
    [
      "a field that is missing",
      '[2,"m-1","StatusNotification",{"connectorId":1,"status":"Available"}]',
      "OccurenceConstraintViolation",
    ],
  ])("refuses %s", async (_name, body, code) => {
    const answer = await send(body);

    expect(answer).toEqual(refusal(code));
    expect(dynamo.commandCalls(UpdateItemCommand)).toHaveLength(0);
  });

  it("answers an id that cannot be repeated with the id of unreadable calls", async () => {
    const answer = await send(JSON.stringify([2, "x".repeat(300), "StatusNotification", REQUEST]));

    expect(answer).toEqual([4, "-1", "FormationViolation", expect.any(String), {}]);
  });

  it.each([
    ["an answer", '[3,"m-1","StatusNotification"]'],
    ["a refusal", '[4,"m-1","StatusNotification","",{}]'],
  ])("never answers %s", async (_name, body) => {
    expect(await send(body)).toBeUndefined();
  });

  it("spells refusals as 2.0.1 does for a 2.0.1 charger", async () => {
    const answer = await send('[2,"m-1","StatusNotification",{}]', charger201);

    expect(answer).toEqual(refusal("OccurrenceConstraintViolation"));
  });
});

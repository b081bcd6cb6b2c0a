import "#test/support/environment.ts";
import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, expect, it } from "vitest";
import { toItem } from "#adapters/dynamodb/client.ts";
import { keys } from "#adapters/dynamodb/keys.ts";
import { sealedFields } from "#adapters/dynamodb/token-item.ts";
import type { Token } from "#domain/charging/token.ts";
import { handler } from "#functions/ocpp/authorize/handler.ts";
import { sealerOf, tokenRefOf } from "#functions/shared/privacy.ts";
import { aBinding } from "#test/support/fleet.ts";
import { call, connected, refusal } from "#test/support/ocpp-call.ts";
import { aToken } from "../../../domain/charging/builders.ts";

const dynamo = mockClient(DynamoDBClient);
const charger16 = aBinding({ connectionId: "socket-16" });
const charger201 = aBinding({ connectionId: "socket-201", version: "ocpp2.0.1" });

beforeEach(() => {
  dynamo.reset();
  connected(dynamo, charger16, charger201);
});

async function known(fields: Partial<Token> = {}): Promise<void> {
  const tokenRef = await tokenRefOf("demo-a", "AB12");
  const { groupId, ...token } = aToken({ tokenRef, ...fields });
  const sealed = await sealedFields(sealerOf(token), token, { groupId });
  dynamo
    .on(GetItemCommand, { TableName: "Charging", Key: toItem(keys.token("demo-a", tokenRef)) })
    .resolves({ Item: toItem({ ...token, ...sealed }) });
}

it.each([
  ["a valid card", {}, "Accepted"],
  ["a blocked card", { status: "blocked" }, "Blocked"],
  ["an expired card", { expiresAt: "2020-01-01T00:00:00.000Z" }, "Expired"],
  [
    "a card that charges elsewhere, for only a start can be one too many",
    { activeSessions: 1 },
    "Accepted",
  ],
] as const)("answers a 1.6 charger about %s", async (_name, fields, status) => {
  await known(fields);

  const answer = await call(handler, "Authorize", { idTag: "ab12" }, charger16);

  expect(answer).toMatchObject([3, "m-1", { idTagInfo: { status } }]);
});

it("calls an unknown card Invalid in 1.6 and Unknown in 2.0.1", async () => {
  dynamo.on(GetItemCommand, { TableName: "Charging" }).resolves({});
  const idToken = { idToken: "nobody", type: "ISO14443" };

  const in16 = await call(handler, "Authorize", { idTag: "nobody" }, charger16);
  const in201 = await call(handler, "Authorize", { idToken }, charger201);

  expect(in16).toEqual([3, "m-1", { idTagInfo: { status: "Invalid" } }]);
  expect(in201).toEqual([3, "m-1", { idTokenInfo: { status: "Unknown" } }]);
});

it("tells group and expiry, but no 1.6 charger a group that does not fit its field", async () => {
  await known({ groupId: "a-group-of-more-than-20", expiresAt: "2099-01-01T00:00:00.000Z" });

  const in16 = await call(handler, "Authorize", { idTag: "AB12" }, charger16);
  const in201 = await call(
    handler,
    "Authorize",
    { idToken: { idToken: "AB12", type: "ISO14443" } },
    charger201,
  );

  expect(in16).toEqual([
    3,
    "m-1",
    { idTagInfo: { status: "Accepted", expiryDate: "2099-01-01T00:00:00.000Z" } },
  ]);
  expect(in201).toMatchObject([
    3,
    "m-1",
    { idTokenInfo: { groupIdToken: { idToken: "a-group-of-more-than-20", type: "Central" } } },
  ]);
});

it("refuses a request without a card in the spelling of its version", async () => {
  const in16 = await call(handler, "Authorize", {}, charger16);
  const in201 = await call(handler, "Authorize", {}, charger201);

  expect(in16).toEqual(refusal("OccurenceConstraintViolation"));
  expect(in201).toEqual(refusal("OccurrenceConstraintViolation"));
});

import "#test/support/environment.ts";
import {
  ApiGatewayManagementApiClient,
  GoneException,
  LimitExceededException,
  PostToConnectionCommand,
} from "@aws-sdk/client-apigatewaymanagementapi";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, expect, it } from "vitest";
import { chargerSocket } from "#adapters/api-gateway/charger-socket.ts";

const api = mockClient(ApiGatewayManagementApiClient);
const socket = chargerSocket("https://ocpp.example.test/live");
const metadata = { message: "refused", $metadata: {} };

beforeEach(() => api.reset());

it("posts a text to a connection", async () => {
  api.on(PostToConnectionCommand).resolves({});

  const outcome = await socket.post("socket-7", "[2]");

  expect(outcome).toBe("posted");
  expect(api.commandCalls(PostToConnectionCommand)[0]?.args[0].input).toEqual({
    ConnectionId: "socket-7",
    Data: Buffer.from("[2]"),
  });
});

it.each([
  ["gone", new GoneException(metadata)],
  ["busy", new LimitExceededException(metadata)],
])("says when nobody took it: %s", async (outcome, error) => {
  api.on(PostToConnectionCommand).rejects(error);

  expect(await socket.post("socket-7", "[2]")).toBe(outcome);
});

it("throws what may have arrived or not", async () => {
  api.on(PostToConnectionCommand).rejects(new Error("socket hang up"));

  await expect(socket.post("socket-7", "[2]")).rejects.toThrow("hang up");
});

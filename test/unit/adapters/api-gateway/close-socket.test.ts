import "#test/support/environment.ts";
import {
  ApiGatewayManagementApiClient,
  DeleteConnectionCommand,
  GoneException,
} from "@aws-sdk/client-apigatewaymanagementapi";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, expect, it } from "vitest";
import { socketCloser } from "#adapters/api-gateway/close-socket.ts";

const sockets = mockClient(ApiGatewayManagementApiClient);
const closeSocket = socketCloser("https://ocpp.example.test/live");

beforeEach(() => {
  sockets.reset();
});

it("closes the socket", async () => {
  sockets.on(DeleteConnectionCommand).resolves({});

  expect(await closeSocket("socket-6")).toBe(true);

  expect(sockets.calls().map(({ args }) => args[0].input)).toEqual([{ ConnectionId: "socket-6" }]);
});

it("tells that there is no such socket any more, or not yet", async () => {
  const gone = new GoneException({ message: "gone", $metadata: {} });
  sockets.on(DeleteConnectionCommand).rejects(gone);

  expect(await closeSocket("socket-6")).toBe(false);
});

it("tells of a socket that may still be open", async () => {
  sockets.on(DeleteConnectionCommand).rejects(new Error("throttled"));

  await expect(closeSocket("socket-6")).rejects.toThrow("throttled");
});

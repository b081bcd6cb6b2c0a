import { expect, it } from "vitest";
import { headerOf, sourceIpOf } from "#functions/ocpp/connect/handshake-event.ts";

const event = (headers: Record<string, string>) => ({
  headers,
  requestContext: { connectionId: "socket-7", identity: { sourceIp: "198.51.100.1" } },
});

it("finds a header whatever the case of its name", () => {
  expect(headerOf(event({ "SEC-WebSocket-protocol": "ocpp1.6" }), "sec-websocket-protocol")).toBe(
    "ocpp1.6",
  );
});

it("reads a header of several lines as one list", () => {
  const lines = {
    ...event({ "Sec-WebSocket-Protocol": "ocpp1.6" }),
    multiValueHeaders: { "Sec-WebSocket-Protocol": ["ocpp2.0.1", "ocpp1.6"] },
  };

  expect(headerOf(lines, "sec-websocket-protocol")).toBe("ocpp2.0.1, ocpp1.6");
});

it("believes the address that the edge saw, not the one that the client claims", () => {
  const forwarded = { "X-Forwarded-For": "203.0.113.66, 192.0.2.1, 198.51.100.1" };

  expect(sourceIpOf(event(forwarded))).toBe("192.0.2.1");
});

it.each([
  ["without a forwarded address", {}],
  ["with a single one", { "x-forwarded-for": "192.0.2.1" }],
  ["with words for an address", { "x-forwarded-for": "not an address, 198.51.100.1" }],
])("takes the address of the socket %s", (_when, headers) => {
  expect(sourceIpOf(event(headers))).toBe("198.51.100.1");
});

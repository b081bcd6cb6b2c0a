import { expect, it } from "vitest";
import { WEBSOCKET_LIMITS, webSocketLimits } from "#local/gateway/websocket-definition.ts";

it("cuts sockets after two hours, or after as many seconds as the environment asks for", () => {
  const asked = webSocketLimits({ CHARGEWARD_SOCKET_LIFETIME_SECONDS: "4" });

  expect(webSocketLimits({})).toEqual(WEBSOCKET_LIMITS);
  expect(WEBSOCKET_LIMITS.lifetimeMs).toBe(7_200_000);
  expect(asked).toEqual({ ...WEBSOCKET_LIMITS, lifetimeMs: 4_000 });
});

it.each(["", "0", "-1", "1.5", "soon", "10000"])("refuses a lifetime of %j", (text) => {
  const read = () => webSocketLimits({ CHARGEWARD_SOCKET_LIFETIME_SECONDS: text });

  expect(read).toThrow("wants seconds from 1 to 9999");
});

import { expect, it } from "vitest";
import type { ChargerConnection } from "#domain/fleet/charger.ts";
import { isConnected } from "#domain/fleet/is-connected.ts";

const NOW = "2026-03-01T12:00:00.000Z";
const ago = (seconds: number) => new Date(Date.parse(NOW) - seconds * 1000).toISOString();
const aConnection = (fields: Partial<ChargerConnection> = {}): ChargerConnection => ({
  connectionId: "socket-7",
  version: "ocpp1.6",
  connectedAt: ago(5_000),
  sourceIp: "192.0.2.1",
  heartbeatIntervalSeconds: 60,
  ...fields,
});

it.each([
  ["was seen a moment ago", aConnection(), ago(1), true],
  ["was seen a quarter of an hour and two intervals ago", aConnection(), ago(1_020), true],
  ["was not seen for longer", aConnection(), ago(1_021), false],
  [
    "came just now and was seen long before",
    aConnection({ connectedAt: ago(5) }),
    ago(9_000),
    true,
  ],
  ["was never seen since it came long ago", aConnection(), undefined, false],
  ["has no socket, however lately it was seen", undefined, ago(1), false],
])("judges a charger that %s", (_, connection, lastSeenAt, connected) => {
  const charger = { ...(connection && { connection }), ...(lastSeenAt && { lastSeenAt }) };

  expect(isConnected(charger, NOW)).toBe(connected);
});

it("allows the longest interval where it is not known", () => {
  const { heartbeatIntervalSeconds: _, ...connection } = aConnection();

  expect(isConnected({ connection, lastSeenAt: ago(1_980) }, NOW)).toBe(true);
  expect(isConnected({ connection, lastSeenAt: ago(1_981) }, NOW)).toBe(false);
});

import { expect, it } from "vitest";
import type { ConnectionBinding } from "#domain/fleet/charger.ts";
import { reportHeartbeat } from "#domain/fleet/report-heartbeat.ts";
import { aBinding } from "#test/support/fleet.ts";

function memoryChargers() {
  const seen: string[] = [];
  return {
    seen,
    recordedMs: new Map<string, number>(),
    chargers: {
      async recordSeen(caller: ConnectionBinding, seenAt: string) {
        seen.push(`${caller.connectionId} ${seenAt}`);
      },
    },
  };
}

it("records a connection once in a quarter of an hour", async () => {
  const ports = memoryChargers();

  for (const at of ["10:00:00", "10:14:59", "10:15:00", "10:16:00"])
    await reportHeartbeat(aBinding(), `2026-03-01T${at}.000Z`, ports);

  expect(ports.seen).toEqual([
    "socket-7 2026-03-01T10:00:00.000Z",
    "socket-7 2026-03-01T10:15:00.000Z",
  ]);
});

it("records a new connection of the same charger at once", async () => {
  const ports = memoryChargers();

  await reportHeartbeat(aBinding(), "2026-03-01T10:00:00.000Z", ports);
  await reportHeartbeat(aBinding({ connectionId: "socket-8" }), "2026-03-01T10:00:01.000Z", ports);

  expect(ports.seen).toHaveLength(2);
});

it("tries again after a heartbeat that could not be recorded", async () => {
  const ports = memoryChargers();
  const failing = {
    recordedMs: ports.recordedMs,
    chargers: { recordSeen: () => Promise.reject(new Error("busy")) },
  };

  await expect(reportHeartbeat(aBinding(), "2026-03-01T10:00:00.000Z", failing)).rejects.toThrow();
  await reportHeartbeat(aBinding(), "2026-03-01T10:00:01.000Z", ports);

  expect(ports.seen).toHaveLength(1);
});

it("remembers a bounded number of connections, the latest ones", async () => {
  const ports = memoryChargers();

  for (let socket = 0; socket <= 10_000; socket++)
    await reportHeartbeat(aBinding({ connectionId: `s${socket}` }), "2026-03-01T10:00:00Z", ports);

  expect(ports.recordedMs.size).toBe(10_000);
  expect(ports.recordedMs.has("s0")).toBe(false);
  expect(ports.recordedMs.has("s10000")).toBe(true);
});

import { describe, expect, it } from "vitest";
import { byCharger } from "#functions/events/advance-command-queue/by-charger.ts";
import { wakeOfRecord } from "#functions/events/advance-command-queue/wakes.ts";
import { aCharger } from "#test/support/fleet.ts";
import { aStreamRecord } from "#test/support/stream-records.ts";

const CHARGER = { operatorId: "demo-a", chargerId: "CP-1" };
const pk = "demo-a#CP-1";

function connected(connectionId: string) {
  const connectedAt = "2026-03-01T10:00:00.000Z";
  return aCharger({
    connection: { connectionId, connectedAt, version: "ocpp1.6", sourceIp: "192.0.2.1" },
  });
}

describe("a record of the Fleet stream", () => {
  it.each([
    ["a command that came", { sk: "PENDING#01", after: {} }, { ...CHARGER, commandId: "01" }],
    ["a command that went", { sk: "PENDING#01", before: {} }, CHARGER],
    [
      "a charger that came back",
      { sk: "CHARGER", before: aCharger(), after: connected("socket-7") },
      CHARGER,
    ],
    [
      "a charger with a newer socket",
      { sk: "CHARGER", before: connected("socket-6"), after: connected("socket-7") },
      CHARGER,
    ],
  ])("wakes the queue for %s", (_, change, wake) => {
    expect(wakeOfRecord(aStreamRecord({ pk, sequenceNumber: "9", ...change }))).toEqual({
      recordId: "9",
      wake,
    });
  });

  it.each([
    ["a charger that was only seen", connected("socket-7"), connected("socket-7")],
    ["a charger that went away", connected("socket-7"), aCharger()],
  ])("wakes nothing for %s", (_, before, after) => {
    expect(wakeOfRecord(aStreamRecord({ pk, sk: "CHARGER", before, after })).wake).toBeUndefined();
  });
});

describe("a message of the timer queue", () => {
  it("wakes the queue that it names", () => {
    const wake = { ...CHARGER, commandId: "01", sentAt: "2026-03-01T10:00:00.000Z" };

    expect(wakeOfRecord({ messageId: "m", body: JSON.stringify(wake) })).toEqual({
      recordId: "m",
      wake,
    });
  });

  it.each(["no json", "{}", '{"operatorId":1,"chargerId":"CP-1"}'])(
    "is refused when we did not write it: %s",
    (body) => {
      expect(() => wakeOfRecord({ messageId: "m", body })).toThrow();
    },
  );
});

it("gathers a batch by charger, each different wake once", () => {
  const other = { ...CHARGER, chargerId: "CP-2" };

  const gathered = byCharger([
    { recordId: "1", wake: CHARGER },
    { recordId: "2", wake: other },
    { recordId: "3", wake: CHARGER },
    { recordId: "4", wake: undefined },
    { recordId: "5", wake: { ...CHARGER, commandId: "01" } },
  ]);

  expect(gathered).toEqual([
    { wakes: [CHARGER, { ...CHARGER, commandId: "01" }], recordIds: ["1", "3", "5"] },
    { wakes: [other], recordIds: ["2"] },
  ]);
});

import { describe, expect, it } from "vitest";
import { byCharger } from "#functions/events/advance-command-queue/by-charger.ts";
import { wakeOfEvent, wakeOfTimer } from "#functions/events/advance-command-queue/wakes.ts";

const CHARGER = { operatorId: "demo-a", chargerId: "CP-1" };
const stamp = { ...CHARGER, eventId: "e-1", v: 1, occurredAt: "2026-03-01T10:00:00.000Z" } as const;
const command = { commandId: "01", action: "Reset" };
const place = { siteId: "harbour" };

describe("a domain event", () => {
  it.each([
    ["a command that came", { type: "CommandCreated", ...command }, { commandId: "01" }],
    ["a command that went", { type: "CommandFinished", ...command, state: "answered" }, {}],
    [
      "a charger with a new socket",
      { type: "ChargerConnected", ...place, ocppVersion: "ocpp1.6" },
      {},
    ],
  ] as const)("wakes the queue for %s", (_, event, more) => {
    expect(wakeOfEvent({ ...stamp, ...event })).toEqual({ ...CHARGER, ...more });
  });

  it("wakes nothing for a charger that went away", () => {
    const event = { ...stamp, type: "ChargerDisconnected", ...place } as const;

    expect(wakeOfEvent(event)).toBeUndefined();
  });
});

describe("a message of the timer queue", () => {
  it("wakes the queue that it names", () => {
    const wake = { ...CHARGER, commandId: "01", sentAt: "2026-03-01T10:00:00.000Z" };

    expect(wakeOfTimer({ messageId: "m", body: JSON.stringify(wake) })).toEqual({
      recordId: "m",
      wake,
    });
  });

  it.each(["no json", "{}", '{"operatorId":1,"chargerId":"CP-1"}'])(
    "is refused when we did not write it: %s",
    (body) => {
      expect(() => wakeOfTimer({ messageId: "m", body })).toThrow();
    },
  );
});

it("gathers a batch by charger, each different wake once", () => {
  const other = { ...CHARGER, chargerId: "CP-2" };

  const gathered = byCharger([
    { recordId: "1", wake: CHARGER },
    { recordId: "2", wake: other },
    { recordId: "3", wake: CHARGER },
    { recordId: "5", wake: { ...CHARGER, commandId: "01" } },
  ]);

  expect(gathered).toEqual([
    { wakes: [CHARGER, { ...CHARGER, commandId: "01" }], recordIds: ["1", "3", "5"] },
    { wakes: [other], recordIds: ["2"] },
  ]);
});

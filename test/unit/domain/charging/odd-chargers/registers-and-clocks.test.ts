import { describe, expect, it } from "vitest";
import { isBillHeld } from "#domain/charging/bill-held.ts";
import type { MeterReading } from "#domain/charging/session.ts";
import { aReading, at } from "../builders.ts";
import { anOddCharger } from "./odd-charger.ts";
import { rulesBelow } from "./rules-on-the-page.ts";

/** A session from 10:00 to 11:00 with a reading every ten minutes. */
async function charged(start: number, registers: readonly number[], stop: number, powerW?: number) {
  const charger = anOddCharger();
  const id = await charger.start("10:00", start);
  for (const [index, energyRegisterWh] of registers.entries()) {
    const power = powerW === undefined ? {} : { powerW };
    await charger.meter(id, aReading(`10:${index + 1}0`, { energyRegisterWh, ...power }));
  }
  await charger.stop(id, "11:00", stop);
  return charger.session(id);
}

const REGISTERS: Readonly<Record<string, () => Promise<void>>> = {
  "A meter that counts each session from zero in between is billed by start and stop": async () => {
    const session = await charged(500_000, [0, 1000, 3000], 503_500);

    expect(session).toMatchObject({ energyWh: 3500, flags: [] });
  },

  "A register that was reset within the session is billed up to the reset and from there on":
    async () => {
      const session = await charged(500, [2000, 0, 500, 3000], 3100);

      expect(session).toMatchObject({ energyWh: 4600, flags: ["energy-decreased"] });
    },

  "A register that slips to near zero and is back at once was not reset": async () => {
    const session = await charged(1000, [5000, 0, 9950], 10_000);

    expect(session).toMatchObject({ energyWh: 9000, flags: [] });
  },

  "A register that goes back bills nothing": async () => {
    const session = await charged(5000, [5200], 4900);

    expect(session).toMatchObject({ energyWh: 0, flags: ["energy-decreased"] });
  },

  "A negative register is no register": async () => {
    const session = await charged(1000, [3000, -400], -5);

    expect(session).toMatchObject({ energyWh: 2000, flags: [] });
  },

  "A start register of 0 before a lifetime register is not billed": async () => {
    const withReadings = await charged(0, [5_000_000, 5_004_000], 5_006_000);
    const without = await charged(0, [], 5_006_000);

    expect(withReadings).toMatchObject({ energyWh: 6000, flags: ["energy-implausible"] });
    expect(without).toMatchObject({ energyWh: 0, flags: ["energy-implausible"] });
    expect(without && isBillHeld(without)).toBe(true);
  },

  "More energy than the reported power allows is not billed": async () => {
    const possible = await charged(1000, [8000], 41_000, 40_000);
    const impossible = await charged(0, [300_000, 302_000], 303_000, 11_000);

    expect(possible).toMatchObject({ energyWh: 40_000, flags: [] });
    expect(impossible).toMatchObject({ energyWh: 3000, flags: ["energy-implausible"] });
  },

  "Readings from before the start or after the end are another session's": async () => {
    const charger = anOddCharger();
    const id = await charger.start("10:00", 1000, { meterStartWh: undefined });
    const readings: readonly MeterReading[] = [
      aReading("09:30", { energyRegisterWh: 100 }),
      aReading("10:01", { energyRegisterWh: 1000 }),
      aReading("10:59", { energyRegisterWh: 9000 }),
      aReading("11:30", { energyRegisterWh: 20_000 }),
    ];
    for (const reading of readings) await charger.meter(id, reading);

    await charger.stop(id, "11:00", 0, { meterStopWh: undefined });

    expect(charger.session(id)).toMatchObject({ energyWh: 8000, flags: [] });
  },
};

const CLOCKS: Readonly<Record<string, () => Promise<void>>> = {
  "A time later than its receipt is the time of its receipt": async () => {
    const charger = anOddCharger();
    const raw = { action: "StopTransaction", payload: {}, deviations: [], receivedAt: at("11:00") };

    const id = await charger.start("14:00", 1000, { receivedAt: at("10:00") });
    await charger.stop(id, "15:00", 9000, { raw });

    expect(charger.session(id)).toMatchObject({
      startedAt: at("10:00"),
      endedAt: at("11:00"),
      energyWh: 8000,
      flags: ["timestamp-implausible"],
    });
  },

  "A clock that jumps within a 2.0.1 transaction does not change its energy": async () => {
    const charger = anOddCharger();
    await charger.event("Started", "10:00", 0, 1000);
    await charger.event("Updated", "17:20", 1, 4000);
    await charger.event("Updated", "10:40", 2, 6000);

    await charger.event("Ended", "11:00", 3, 9000);

    expect(charger.session("TX")).toMatchObject({ energyWh: 8000, flags: [] });
  },
};

describe.each([
  ["Registers", REGISTERS],
  ["Clocks", CLOCKS],
] as const)("%s", (heading, rules) => {
  it.each(Object.entries(rules))("%s", (_name, holds) => holds());

  it("has a test for every rule of the page", () => {
    expect(Object.keys(rules)).toEqual(rulesBelow(heading));
  });
});

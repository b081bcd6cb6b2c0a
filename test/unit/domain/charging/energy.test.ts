import { describe, expect, it } from "vitest";
import { energyOfSession } from "#domain/charging/energy.ts";
import { aReading } from "./builders.ts";

describe("energyOfSession", () => {
  it("takes the readings by their time, not as they arrived", () => {
    const readings = [
      aReading("10:30", { energyRegisterWh: 4000 }),
      aReading("10:10", { energyRegisterWh: 2000 }),
    ];

    const { energyWh } = energyOfSession({ meterStartWh: 1000, readings });

    expect(energyWh).toBe(3000);
  });

  it("bills nothing for a small step back, but flags it", () => {
    const readings = [aReading("10:10", { energyRegisterWh: 5200 })];

    const result = energyOfSession({ meterStartWh: 5000, meterStopWh: 4900, readings });

    expect(result).toEqual({ energyWh: 0, flags: ["energy-decreased"] });
  });

  it("adds up what every run of a register counted that was reset twice", () => {
    const readings = [
      aReading("10:10", { energyRegisterWh: 52_000 }),
      aReading("10:20", { energyRegisterWh: 10 }),
      aReading("10:30", { energyRegisterWh: 3010 }),
      aReading("10:40", { energyRegisterWh: 5 }),
    ];

    const result = energyOfSession({ meterStartWh: 50_000, meterStopWh: 1005, readings });

    expect(result).toEqual({ energyWh: 6000, flags: ["energy-decreased"] });
  });

  it.each([-100, Number.NaN, Number.POSITIVE_INFINITY])(
    "ignores a register of %s",
    (energyRegisterWh) => {
      const readings = [
        aReading("10:10", { energyRegisterWh: 2500 }),
        aReading("10:20", { energyRegisterWh }),
      ];

      const result = energyOfSession({
        meterStartWh: 1000,
        meterStopWh: energyRegisterWh,
        readings,
      });

      expect(result).toEqual({ energyWh: 1500, flags: [] });
    },
  );

  it("ignores a reading whose time cannot be read", () => {
    const readings = [
      aReading("10:10", { energyRegisterWh: 2500 }),
      { sampledAt: "noon", energyRegisterWh: 9_000_000 },
    ];

    const { energyWh } = energyOfSession({ meterStartWh: 1000, readings });

    expect(energyWh).toBe(1500);
  });

  it("rounds halves up, whatever floating point makes of the difference", () => {
    const { energyWh } = energyOfSession({
      meterStartWh: 1_000_000.1,
      meterStopWh: 1_000_000.6,
      readings: [],
    });

    expect(energyWh).toBe(1);
  });

  it("is 0 where no register came at all", () => {
    const result = energyOfSession({ readings: [aReading("10:10", { powerW: 7000 })] });

    expect(result).toEqual({ energyWh: 0, flags: [] });
  });
});

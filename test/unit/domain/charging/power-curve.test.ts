import { describe, expect, it } from "vitest";
import { powerCurve } from "#domain/charging/power-curve.ts";

const at = (minute: number) => new Date(Date.UTC(2026, 4, 1, 10, minute)).toISOString();

describe("the curve of power", () => {
  it("is what the charger sent, in the order of time", () => {
    const readings = [
      { sampledAt: at(2), powerW: 7_400.4 },
      { sampledAt: at(1), powerW: 3_000 },
      { sampledAt: at(3), energyRegisterWh: 500 },
    ];

    const curve = powerCurve(readings, 10);

    expect(curve).toEqual([
      { at: at(1), powerW: 3_000 },
      { at: at(2), powerW: 7_400 },
    ]);
  });

  it("is what the energy comes to where the meter sends no power, and never below nothing", () => {
    const readings = [
      { sampledAt: at(0), energyRegisterWh: 1_000 },
      { sampledAt: at(6), energyRegisterWh: 1_700 },
      { sampledAt: at(12), energyRegisterWh: 1_600 },
    ];

    const curve = powerCurve(readings, 10);

    expect(curve).toEqual([
      { at: at(6), powerW: 7_000 },
      { at: at(12), powerW: 0 },
    ]);
  });

  it("keeps its first and its last point when it is thinned out", () => {
    const readings = Array.from({ length: 50 }, (_, minute) => ({
      sampledAt: at(minute),
      powerW: minute,
    }));

    const curve = powerCurve(readings, 7);

    expect(curve).toHaveLength(7);
    expect([curve.at(0)?.powerW, curve.at(-1)?.powerW]).toEqual([0, 49]);
  });
});

import { describe, expect, it } from "vitest";
import { latestValues } from "#domain/charging/latest-values.ts";
import { aReading, at } from "./builders.ts";

describe("latestValues", () => {
  it("takes each measure from the newest reading that has it", () => {
    const readings = [
      aReading("10:20", { powerW: 0, currentA: 0, energyRegisterWh: 2100 }),
      aReading("10:00", { powerW: 7000, voltageV: 230, socPercent: 41 }),
      aReading("10:10", { powerW: 7100, socPercent: 55 }),
    ];

    const latest = latestValues(readings);

    expect(latest).toEqual({
      energyRegisterWh: { value: 2100, sampledAt: at("10:20") },
      powerW: { value: 0, sampledAt: at("10:20") },
      currentA: { value: 0, sampledAt: at("10:20") },
      voltageV: { value: 230, sampledAt: at("10:00") },
      socPercent: { value: 55, sampledAt: at("10:10") },
    });
  });

  it("takes the higher sequence number of two readings at the same time", () => {
    const readings = [
      aReading("10:00", { powerW: 3000, seqNo: 4 }),
      aReading("10:00", { powerW: 7000, seqNo: 3 }),
    ];

    const latest = latestValues(readings);

    expect(latest.powerW?.value).toBe(3000);
  });

  it("has nothing to say where nothing was measured", () => {
    expect(latestValues([])).toEqual({});
  });
});

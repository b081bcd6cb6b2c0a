import { describe, expect, it } from "vitest";
import { idleSecondsOf } from "#domain/charging/idle.ts";
import type { MeterReading } from "#domain/charging/session.ts";
import { aReading, at } from "./builders.ts";

const HOUR = { startedAt: at("10:00"), endedAt: at("11:00") };
const MINUTE = 60;

describe("idleSecondsOf", () => {
  it("counts from the last rise of the register until the end", () => {
    const readings = [
      aReading("10:15", { energyRegisterWh: 3000 }),
      aReading("10:30", { energyRegisterWh: 5000 }),
      aReading("10:45", { energyRegisterWh: 5000.9 }),
    ];

    const idle = idleSecondsOf({ ...HOUR, meterStartWh: 1000, meterStopWh: 5000.9, readings });

    expect(idle).toBe(30 * MINUTE);
  });

  it("sees a rise that is spread over several readings", () => {
    const readings = [
      aReading("10:10", { energyRegisterWh: 1000.6 }),
      aReading("10:20", { energyRegisterWh: 1001.2 }),
      aReading("10:30", { energyRegisterWh: 1001.2 }),
    ];

    const idle = idleSecondsOf({ ...HOUR, meterStartWh: 1000, meterStopWh: 1001.2, readings });

    expect(idle).toBe(40 * MINUTE);
  });

  it("starts anew when the car charges again", () => {
    const readings = [
      aReading("10:10", { energyRegisterWh: 3000 }),
      aReading("10:20", { energyRegisterWh: 3000 }),
      aReading("10:40", { energyRegisterWh: 3500 }),
      aReading("10:50", { energyRegisterWh: 3500 }),
    ];

    const idle = idleSecondsOf({ ...HOUR, meterStartWh: 1000, meterStopWh: 3500, readings });

    expect(idle).toBe(20 * MINUTE);
  });

  it("is 0 where the register rose until the stop", () => {
    const readings = [aReading("10:10", { energyRegisterWh: 3000 })];

    const idle = idleSecondsOf({ ...HOUR, meterStartWh: 1000, meterStopWh: 9000, readings });

    expect(idle).toBe(0);
  });

  it("counts from the first reading without power where no register is sent", () => {
    const readings = [
      aReading("10:10", { powerW: 7000 }),
      aReading("10:20", { powerW: 40 }),
      aReading("10:40", { powerW: 0 }),
    ];

    const idle = idleSecondsOf({ ...HOUR, readings });

    expect(idle).toBe(40 * MINUTE);
  });

  it("counts from the moment that the car stopped, though no meter told", () => {
    const readings = [
      aReading("10:01", { chargingState: "Charging" }),
      aReading("10:40", { chargingState: "SuspendedEV" }),
    ];

    const idle = idleSecondsOf({ ...HOUR, readings });

    expect(idle).toBe(20 * MINUTE);
  });

  it.each(["SuspendedEV", "Idle"])("counts a car that never began to charge: %s", (state) => {
    const readings = [aReading("10:05", { chargingState: state })];

    const idle = idleSecondsOf({ ...HOUR, meterStartWh: 1000, meterStopWh: 1000, readings });

    expect(idle).toBe(55 * MINUTE);
  });

  it("does not count the time in which the charger held back", () => {
    const readings = [
      aReading("10:05", { chargingState: "Charging" }),
      aReading("10:10", { chargingState: "SuspendedEV" }),
      aReading("10:20", { chargingState: "SuspendedEVSE" }),
      aReading("10:30", { energyRegisterWh: 2000 }),
      aReading("10:50", { chargingState: "SuspendedEV" }),
    ];

    const idle = idleSecondsOf({ ...HOUR, readings });

    expect(idle).toBe(20 * MINUTE);
  });

  it("believes the register more than a state that is out of date", () => {
    const readings = [
      aReading("10:10", { chargingState: "Charging", energyRegisterWh: 2000 }),
      aReading("10:30", { energyRegisterWh: 2000 }),
    ];

    const idle = idleSecondsOf({ ...HOUR, meterStartWh: 1000, meterStopWh: 2000, readings });

    expect(idle).toBe(50 * MINUTE);
  });

  it("does not take a falling register for a car that draws nothing", () => {
    const readings = [aReading("10:30", { energyRegisterWh: 9000 })];

    const idle = idleSecondsOf({ ...HOUR, meterStartWh: 1000, meterStopWh: 0, readings });

    expect(idle).toBe(0);
  });

  it.each<[string, readonly MeterReading[]]>([
    ["no readings", []],
    ["readings that tell nothing about energy", [aReading("10:30", { voltageV: 230 })]],
    ["readings of another time", [aReading("12:00", { chargingState: "SuspendedEV" })]],
    ["a car that charges to the end", [aReading("10:30", { powerW: 11_000 })]],
    ["a car that drew nothing and no word why", [aReading("10:30", { energyRegisterWh: 1000 })]],
  ])("is 0 with %s", (_evidence, readings) => {
    const idle = idleSecondsOf({ ...HOUR, meterStartWh: 1000, readings });

    expect(idle).toBe(0);
  });

  it("is 0 for a session that ends no later than it starts", () => {
    const readings = [aReading("10:00", { chargingState: "SuspendedEV" })];

    const idle = idleSecondsOf({ startedAt: at("10:00"), endedAt: at("10:00"), readings });

    expect(idle).toBe(0);
  });
});

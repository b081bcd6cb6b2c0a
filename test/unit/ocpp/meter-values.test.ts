import { describe, expect, expectTypeOf, it } from "vitest";
import type { MeterReading as DomainMeterReading } from "#domain/charging/session.ts";
import { type MeterReading, meterReadings16, meterReadings201 } from "#ocpp/meter-values.ts";

const AT = "2026-11-20T10:00:00.000Z";
const RECEIVED_AT = "2026-11-20T10:00:05.000Z";
const ENERGY = "Energy.Active.Import.Register";
const POWER = "Power.Active.Import";

type Sampled16 = Parameters<typeof meterReadings16>[0][number]["sampledValue"];
type Sampled201 = Parameters<typeof meterReadings201>[0][number]["sampledValue"];

const read16 = (...sampledValue: Sampled16) =>
  meterReadings16([{ timestamp: AT, sampledValue }], RECEIVED_AT);
const read201 = (...sampledValue: Sampled201) =>
  meterReadings201([{ timestamp: AT, sampledValue }], RECEIVED_AT);

it("has the shape of the domain's reading", () => {
  expectTypeOf<MeterReading>().toEqualTypeOf<DomainMeterReading>();
});

describe("1.6 values", () => {
  it("without anything else are the energy register in Wh", () => {
    expect(read16({ value: " 1234 " })).toEqual([{ sampledAt: AT, energyRegisterWh: 1234 }]);
  });

  it("are brought to base units without binary dust", () => {
    const readings = read16(
      { value: "1.001", measurand: ENERGY, unit: "kWh" },
      { value: "7.36", measurand: POWER, unit: "kW" },
      { value: "32", measurand: "Current.Import", unit: "A" },
      { value: "230.1", measurand: "Voltage", unit: "V" },
      { value: "55", measurand: "SoC", unit: "Percent", location: "EV" },
    );

    expect(readings).toEqual([
      {
        sampledAt: AT,
        energyRegisterWh: 1001,
        powerW: 7360,
        currentA: 32,
        voltageV: 230.1,
        socPercent: 55,
      },
    ]);
  });

  it.each([
    { value: "NaN" },
    { value: "" },
    { value: "0x10" },
    { value: "1,5" },
    { value: "1e999" },
    { value: "OCMF|{}", format: "SignedData" },
    { value: "12", format: "SignedData" },
    { value: "12", unit: "W" },
    { value: "12", measurand: "Energy.Active.Export.Register" },
    { value: "120", measurand: "SoC" },
    { value: "50", measurand: "Frequency" },
  ] as Sampled16)("passes over %j", (sampled) => {
    expect(read16(sampled)).toEqual([]);
  });

  it("of one moment make one reading for each context", () => {
    const readings = read16(
      { value: "1", context: "Transaction.Begin" },
      { value: "2", context: "Transaction.End" },
      { value: "7", context: "Transaction.End", measurand: POWER },
    );

    expect(readings).toEqual([
      { sampledAt: AT, energyRegisterWh: 1, context: "Transaction.Begin" },
      { sampledAt: AT, energyRegisterWh: 2, powerW: 7, context: "Transaction.End" },
    ]);
  });
});

describe("phases", () => {
  it("are left aside where there is a value for the whole", () => {
    const readings = read16({ value: "10", phase: "L1" }, { value: "25" });

    expect(readings).toMatchObject([{ energyRegisterWh: 25 }]);
  });

  it("add up for energy and power, the highest current counts, and voltage is their mean", () => {
    const phases = ["L1", "L2", "L3"] as const;
    const onPhases = (measurand: string, values: readonly number[]): Sampled201 =>
      phases.map((phase, index) => ({ value: values[index] ?? 0, measurand, phase })) as Sampled201;

    const readings = read201(
      ...onPhases(ENERGY, [0.1, 0.2, 0.3]),
      ...onPhases(POWER, [100, 200, 300]),
      ...onPhases("Current.Import", [10, 12, 11]),
      ...onPhases("Voltage", [230, 231, 232]),
      { value: 400, measurand: "Voltage", phase: "L1-L2" },
      { value: 99, measurand: "Current.Import", phase: "N" },
    );

    expect(readings).toEqual([
      { sampledAt: AT, energyRegisterWh: 0.6, powerW: 600, currentA: 12, voltageV: 231 },
    ]);
  });

  it("against neutral are the phases", () => {
    const readings = read16({ value: "5", phase: "L1-N" }, { value: "6", phase: "L2-N" });

    expect(readings).toMatchObject([{ energyRegisterWh: 11 }]);
  });
});

it("prefers what was measured at the outlet", () => {
  const readings = read16(
    { value: "110", location: "Inlet" },
    { value: "100", location: "Outlet" },
  );

  expect(readings).toMatchObject([{ energyRegisterWh: 100 }]);
});

describe("2.0.1 values", () => {
  it("take their multiplier into account", () => {
    const readings = read201(
      { value: 1.5, unitOfMeasure: { unit: "kWh", multiplier: 1 } },
      { value: 7200, measurand: POWER, unitOfMeasure: { unit: "W", multiplier: -1 } },
    );

    expect(readings).toMatchObject([{ energyRegisterWh: 15_000, powerW: 720 }]);
  });

  it("may be smaller than JSON writes without an exponent", () => {
    const readings = read201({ value: 2.5e-7, unitOfMeasure: { unit: "kWh" } });

    expect(readings).toMatchObject([{ energyRegisterWh: 0.00025 }]);
  });

  it.each([
    { value: 1, unitOfMeasure: { multiplier: 300 } },
    { value: 1, unitOfMeasure: { multiplier: -9007199254740991 } },
    { value: 1e300 },
    { value: 1, unitOfMeasure: { unit: "bananas" } },
    { value: 1, unitOfMeasure: { unit: "constructor" } },
  ])("passes over %j", (sampled) => {
    expect(read201(sampled)).toEqual([]);
  });

  it("carry what their event says", () => {
    const readings = meterReadings201(
      [{ timestamp: AT, sampledValue: [{ value: 5 }] }],
      RECEIVED_AT,
      { chargingState: "Charging", seqNo: 4 },
    );

    expect(readings).toEqual([
      { sampledAt: AT, energyRegisterWh: 5, chargingState: "Charging", seqNo: 4 },
    ]);
  });
});

it.each([
  ["1970-01-01T00:00:00Z", RECEIVED_AT],
  ["2026-11-20T13:00:00+03:00", AT],
])("a sample of %s counts as of %s", (timestamp, sampledAt) => {
  const readings = meterReadings16([{ timestamp, sampledValue: [{ value: "1" }] }], RECEIVED_AT);

  expect(readings).toMatchObject([{ sampledAt }]);
});

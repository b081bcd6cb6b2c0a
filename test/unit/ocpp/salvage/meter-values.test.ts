import { describe, expect, it } from "vitest";
import { meterReadings16, meterReadings201 } from "#ocpp/meter-values.ts";
import { deviationName } from "#ocpp/normalise/deviation.ts";
import { salvageMeterValues16, salvageMeterValues201 } from "#ocpp/salvage/meter-values.ts";

const RECEIVED_AT = "2026-11-20T10:00:00.000Z";
const AT = "2026-11-20T09:59:58Z";

const values16 = (...sampledValue: readonly unknown[]) => ({
  connectorId: 1,
  transactionId: 7,
  meterValue: [{ timestamp: AT, sampledValue }],
});

describe("1.6 MeterValues", () => {
  it("without samples are in order", () => {
    const { deviations } = salvageMeterValues16(values16(), RECEIVED_AT);

    expect(deviations).toEqual([]);
  });

  it.each([
    [{ value: "5", measurand: "Request.Energy" }],
    [{ value: "5", unit: "Hz" }],
    [{ value: "5", phase: "L9" }],
    [{ value: "5", format: "Signed" }],
    [{ value: null }],
  ])("lose %j, which would else be read as energy", (sampled) => {
    const { request, deviations } = salvageMeterValues16(
      values16(sampled, { value: "1" }),
      RECEIVED_AT,
    );

    expect(request.meterValue[0]?.sampledValue).toEqual([{ value: "1" }]);
    expect(deviations).toHaveLength(1);
  });

  it("lose a context that is not in the list, but not its value", () => {
    const sampled = { value: 5, context: "Sample", unit: "KWH" };

    const { request } = salvageMeterValues16(values16(sampled), RECEIVED_AT);

    expect(request.meterValue[0]?.sampledValue).toEqual([{ value: "5", unit: "kWh" }]);
  });

  it("take a single object for the list that it should be", () => {
    const meterValue = { timestamp: AT, sampledValue: { value: "5" } };

    const { request, deviations } = salvageMeterValues16(
      { connectorId: 1, meterValue },
      RECEIVED_AT,
    );

    expect(request.meterValue).toEqual([{ timestamp: AT, sampledValue: [{ value: "5" }] }]);
    expect(deviations.map(deviationName)).toEqual([
      "meterValue:not-a-list",
      "meterValue.sampledValue:not-a-list",
    ]);
  });

  it("yield no reading where nothing was sent", () => {
    const { request } = salvageMeterValues16({}, RECEIVED_AT);

    expect(request).toEqual({ connectorId: 0, meterValue: [] });
    expect(meterReadings16(request.meterValue, RECEIVED_AT)).toEqual([]);
  });
});

describe("2.0.1 MeterValues", () => {
  it("lose a value whose multiplier cannot be read", () => {
    const bad = { value: 5, unitOfMeasure: { unit: "Wh", multiplier: "many" } };
    const payload = {
      evseId: 1,
      meterValue: [{ timestamp: AT, sampledValue: [bad, { value: "1" }] }],
    };

    const { request } = salvageMeterValues201(payload, RECEIVED_AT);

    expect(request.meterValue[0]?.sampledValue).toEqual([{ value: 1 }]);
  });

  it.each([
    {},
    { evseId: 1, meterValue: [] },
    { evseId: 1, meterValue: [{ timestamp: AT, sampledValue: [] }] },
  ])("yield no reading out of %j", (payload) => {
    const { request, deviations } = salvageMeterValues201(payload, RECEIVED_AT);

    expect(meterReadings201(request.meterValue, RECEIVED_AT)).toEqual([]);
    expect(deviations.map(deviationName)).toContain("meterValue:substituted");
  });
});

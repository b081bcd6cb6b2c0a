import { expect, it } from "vitest";
import { meterReadings16 } from "#ocpp/meter-values.ts";
import { deviationName, isLossy } from "#ocpp/normalise/deviation.ts";
import { SPELLINGS } from "#ocpp/normalise/spellings.ts";
import { salvageMeterValues16 } from "#ocpp/salvage/meter-values.ts";

const RECEIVED_AT = "2026-11-20T10:00:00.000Z";
const values = (...sampledValue: readonly object[]) => ({
  connectorId: 1,
  meterValue: [{ timestamp: RECEIVED_AT, sampledValue }],
});

it("names a source for every row", () => {
  expect(SPELLINGS.filter(({ source }) => source.length < 5)).toEqual([]);
});

it("reads frequencies in hertz, and loses nothing by it", () => {
  const sent = values({ value: "50", measurand: "Frequency", unit: "Hz" }, { value: "7" });

  const { request, deviations } = salvageMeterValues16(sent, RECEIVED_AT);

  expect(request.meterValue[0]?.sampledValue).toEqual([
    { value: "50", measurand: "Frequency" },
    { value: "7" },
  ]);
  expect(deviations.filter(isLossy)).toEqual([]);
});

it("takes energy in hertz for no energy", () => {
  const { request, deviations } = salvageMeterValues16(
    values({ value: "50", unit: "Hz" }),
    RECEIVED_AT,
  );

  expect(meterReadings16(request.meterValue, RECEIVED_AT)).toEqual([]);
  expect(deviations.filter(isLossy).map(deviationName)).toEqual([
    "meterValue.sampledValue.unit:unknown-value",
  ]);
});

it("misses no sample that nobody reads", () => {
  const sent = values({ value: "1", measurand: "Request.Energy" }, { value: "7", unit: "KWH" });

  const { request, deviations } = salvageMeterValues16(sent, RECEIVED_AT);

  expect(request.meterValue[0]?.sampledValue).toEqual([{ value: "7", unit: "kWh" }]);
  expect(deviations.filter(isLossy)).toEqual([]);
});

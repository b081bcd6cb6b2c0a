import { expect, it } from "vitest";
import { deviationName } from "#ocpp/normalise/deviation.ts";
import { salvageStopTransaction } from "#ocpp/salvage/stop-transaction.ts";

const RECEIVED_AT = "2026-11-20T10:00:00.000Z";
const VALID = { transactionId: 7, meterStop: 2000, timestamp: "2026-11-20T09:59:58Z" };

const endedAt = (...values: readonly string[]) => [
  { timestamp: VALID.timestamp, sampledValue: values.map((value) => ({ value })) },
];

it("takes a stop without a tag as it is", () => {
  const { request, deviations } = salvageStopTransaction(VALID, RECEIVED_AT);

  expect(request).toBe(VALID);
  expect(deviations).toEqual([]);
});

it("takes the last register of the transaction's data for a lost meterStop", () => {
  const { meterStop: _, ...rest } = VALID;
  const payload = { ...rest, transactionData: [...endedAt("1500"), ...endedAt("1999.6")] };

  const { request, deviations } = salvageStopTransaction(payload, RECEIVED_AT);

  expect(request).toMatchObject({ transactionId: 7, meterStop: 2000 });
  expect(deviations.map(deviationName)).toEqual(["meterStop:missing", "meterStop:substituted"]);
});

it.each([
  ["EVDISCONNECTED", "EVDisconnected", ["reason:spelling"]],
  ["Because", "Other", ["reason:unknown-word"]],
])("reads the reason %s as %s", (reason, mended, deviations) => {
  const { request, deviations: found } = salvageStopTransaction({ ...VALID, reason }, RECEIVED_AT);

  expect(request).toEqual({ ...VALID, reason: mended });
  expect(found.map(deviationName)).toEqual(deviations);
});

it("gives a stop without a usable transaction an id that no session has", () => {
  const payload = { ...VALID, transactionId: 9223372036854775807n.toString() };

  const { request } = salvageStopTransaction(payload, RECEIVED_AT);

  expect(request.transactionId).toBe(-1);
});

it("believes no sample from a clock that was never set", () => {
  const payload = {
    ...VALID,
    transactionData: [{ timestamp: "1970-01-01T00:00:10Z", sampledValue: [{ value: "1" }] }],
  };

  const { request, deviations } = salvageStopTransaction(payload, RECEIVED_AT);

  expect(request.transactionData?.[0]?.timestamp).toBe(RECEIVED_AT);
  expect(deviations.map(deviationName)).toContain("transactionData.timestamp:implausible");
});

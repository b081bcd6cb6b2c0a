import { expect, it } from "vitest";
import { deviationName } from "#ocpp/normalise/deviation.ts";
import { salvageStartTransaction } from "#ocpp/salvage/start-transaction.ts";

const RECEIVED_AT = "2026-11-20T10:00:00.000Z";
const VALID = {
  connectorId: 1,
  idTag: "TAG-1",
  meterStart: 1000,
  timestamp: "2026-11-20T09:59:58+00:00",
};

it("hands a message that is in order through untouched", () => {
  const { request, deviations } = salvageStartTransaction(VALID, RECEIVED_AT);

  expect(request).toBe(VALID);
  expect(deviations).toEqual([]);
});

it.each([
  [{ meterStart: "1000" }, { meterStart: 1000 }, ["meterStart:wrong-type"]],
  [{ meterStart: " 1000.4 " }, { meterStart: 1000 }, ["meterStart:wrong-type"]],
  [{ meterStart: 999.6 }, { meterStart: 1000 }, ["meterStart:wrong-type"]],
  [{ meterStart: undefined }, { meterStart: 0 }, ["meterStart:missing", "meterStart:substituted"]],
  [{ meterStart: "lots" }, { meterStart: 0 }, ["meterStart:unreadable", "meterStart:substituted"]],
  [{ meterStart: 1e300 }, { meterStart: 0 }, ["meterStart:out-of-range", "meterStart:substituted"]],
  [{ idTag: "x".repeat(25) }, { idTag: "x".repeat(25) }, ["idTag:too-long"]],
  [{ idTag: "x".repeat(41) }, { idTag: "x".repeat(20) }, ["idTag:cut"]],
  [{ idTag: ' "TAG-1" ' }, {}, ["idTag:padded"]],
  [{ idTag: 12345 }, { idTag: "12345" }, ["idTag:wrong-type"]],
  [{ idTag: null }, { idTag: "" }, ["idTag:unreadable", "idTag:substituted"]],
  [
    { timestamp: undefined },
    { timestamp: RECEIVED_AT },
    ["timestamp:missing", "timestamp:substituted"],
  ],
  [
    { timestamp: "222222017-01-01T00:00:00Z" },
    { timestamp: RECEIVED_AT },
    ["timestamp:implausible", "timestamp:substituted"],
  ],
  [
    { timestamp: "1970-01-01T00:00:00Z" },
    { timestamp: RECEIVED_AT },
    ["timestamp:implausible", "timestamp:substituted"],
  ],
  [
    { timestamp: "2026-11-20T09:59:58" },
    { timestamp: "2026-11-20T09:59:58.000Z" },
    ["timestamp:time-format", "timestamp:zone-missing"],
  ],
  [
    { timestamp: "2026-11-20 12:59+03" },
    { timestamp: "2026-11-20T09:59:00.000Z" },
    ["timestamp:time-format"],
  ],
  [
    { timestamp: "2026-11-20T07:59:58" },
    { timestamp: "2026-11-20T07:59:58.000Z" },
    ["timestamp:time-format", "timestamp:zone-guessed"],
  ],
  [
    { timestamp: "2026-11-20T12:59:58Z" },
    { timestamp: "2026-11-20T12:59:58Z" },
    ["timestamp:clock-ahead"],
  ],
  [{ colour: "red" }, {}, ["payload:unexpected-field"]],
  [{ reservationId: {} }, {}, ["reservationId:unreadable"]],
])("mends %j", (fields, mended, deviations) => {
  const { request, deviations: found } = salvageStartTransaction(
    { ...VALID, ...fields },
    RECEIVED_AT,
  );

  expect(request).toEqual({ ...VALID, ...mended });
  expect(found.map(deviationName)).toEqual(deviations);
});

it.each([null, "text", [], 7, {}])("makes a request of nobody's out of %j", (payload) => {
  const { request, deviations } = salvageStartTransaction(payload, RECEIVED_AT);

  expect(request).toEqual({ connectorId: 0, idTag: "", meterStart: 0, timestamp: RECEIVED_AT });
  expect(deviations.map(deviationName)).toContain("meterStart:missing");
});

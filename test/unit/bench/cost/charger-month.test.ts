import { expect, it } from "vitest";
import { chargerMonth, totalUsd } from "../../../../bench/cost/charger-month.ts";

const cost = (action: string, readUnits: number, writeUnits: number) => ({
  action,
  readUnits,
  writeUnits,
  awsCalls: 1,
  awsCallsCold: 2,
  logBytes: 0,
  handlerCpuMs: 0,
  totalCpuMs: 0,
});

const messagesOf16 = [
  "$connect",
  "$disconnect",
  "BootNotification",
  "Heartbeat",
  "StatusNotification",
  "Authorize",
  "StartTransaction",
  "MeterValues",
  "StopTransaction",
];

const NO_JOURNAL = { pages: 0, writeUnits: 0, invocations: 0, storedBytes: 0 };

it("counts what the reference load sends in a month", () => {
  const costs = messagesOf16.map((action) => cost(action, 0, 0));

  const lines = chargerMonth("ocpp1.6", costs, NO_JOURNAL);

  const quantityOf = (item: string) => lines.find((line) => line.item === item)?.quantity;
  expect(quantityOf("connection minutes")).toBe(43_200);
  expect(quantityOf("invocations by chargers")).toBe(13_920);
  expect(quantityOf("DynamoDB write units")).toBe(0);
});

it("pays every message's reads, but the writes of one heartbeat in three", () => {
  const costs = messagesOf16.map((action) => cost(action, 1, action === "Heartbeat" ? 1 : 0));

  const lines = chargerMonth("ocpp1.6", costs, NO_JOURNAL);

  const quantityOf = (item: string) => lines.find((line) => line.item === item)?.quantity;
  expect(quantityOf("DynamoDB read units")).toBe(13_920);
  expect(quantityOf("DynamoDB write units")).toBe(8_640 / 3);
});

it("becomes dearer by the list price of each unit", () => {
  const cheap = totalUsd(
    chargerMonth(
      "ocpp1.6",
      messagesOf16.map((action) => cost(action, 0, 0)),
      NO_JOURNAL,
    ),
  );
  const dear = totalUsd(
    chargerMonth(
      "ocpp1.6",
      messagesOf16.map((action) => cost(action, 0, action === "MeterValues" ? 1 : 0)),
      NO_JOURNAL,
    ),
  );

  expect(dear - cheap).toBeCloseTo(3_600 * 0.625e-6, 10);
});

it("refuses to bill a message that was not measured", () => {
  expect(() => chargerMonth("ocpp2.0.1", [cost("Heartbeat", 1, 1)], NO_JOURNAL)).toThrow(
    /was not measured/,
  );
});

it("pays the audit journal by the page", () => {
  const costs = messagesOf16.map((action) => cost(action, 0, 0));
  const journal = { pages: 10, writeUnits: 40, invocations: 20, storedBytes: 2e9 };

  const lines = chargerMonth("ocpp1.6", costs, journal);

  const usdOf = (item: string) => lines.find((line) => line.item === item)?.usd;
  expect(usdOf("write units of the audit journal")).toBeCloseTo(40 * 0.625e-6, 10);
  expect(usdOf("invocations by the audit journal")).toBeCloseTo(20 * 0.2e-6, 10);
  expect(usdOf("audit journal kept, GB-months of the first month")).toBeCloseTo(0.45, 10);
});

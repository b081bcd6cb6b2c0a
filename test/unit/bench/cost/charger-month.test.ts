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

it("counts what the reference load sends in a month", () => {
  const costs = messagesOf16.map((action) => cost(action, 0, 0));

  const lines = chargerMonth("ocpp1.6", costs);

  const quantityOf = (item: string) => lines.find((line) => line.item === item)?.quantity;
  expect(quantityOf("connection minutes")).toBe(43_200);
  expect(quantityOf("invocations by chargers")).toBe(13_920);
  expect(quantityOf("DynamoDB write units")).toBe(0);
});

it("pays every message's reads, but the writes of one heartbeat in three", () => {
  const costs = messagesOf16.map((action) => cost(action, 1, action === "Heartbeat" ? 1 : 0));

  const lines = chargerMonth("ocpp1.6", costs);

  const quantityOf = (item: string) => lines.find((line) => line.item === item)?.quantity;
  expect(quantityOf("DynamoDB read units")).toBe(13_920);
  expect(quantityOf("DynamoDB write units")).toBe(8_640 / 3);
});

it("becomes dearer by the list price of each unit", () => {
  const cheap = totalUsd(
    chargerMonth(
      "ocpp1.6",
      messagesOf16.map((action) => cost(action, 0, 0)),
    ),
  );
  const dear = totalUsd(
    chargerMonth(
      "ocpp1.6",
      messagesOf16.map((action) => cost(action, 0, action === "MeterValues" ? 1 : 0)),
    ),
  );

  expect(dear - cheap).toBeCloseTo(3_600 * 0.625e-6, 10);
});

it("refuses to bill a message that was not measured", () => {
  expect(() => chargerMonth("ocpp2.0.1", [cost("Heartbeat", 1, 1)])).toThrow(/was not measured/);
});

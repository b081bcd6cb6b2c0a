import { expect, it } from "vitest";
import * as bootNotification16 from "#ocpp/generated/v16/boot-notification.js";
import * as getConfiguration from "#ocpp/generated/v16/get-configuration.js";
import * as statusNotification16 from "#ocpp/generated/v16/status-notification.js";
import * as bootNotification201 from "#ocpp/generated/v201/boot-notification.js";
import * as statusNotification201 from "#ocpp/generated/v201/status-notification.js";
import { deviationName } from "#ocpp/normalise/deviation.ts";
import { normalise } from "#ocpp/normalise/normalise.ts";
import type { Validator } from "#ocpp/validate.ts";

const RECEIVED_AT = "2026-11-20T10:00:00.000Z";
const STATUS = { connectorId: 1, errorCode: "NoError", status: "Available" };
const STATUS_201 = {
  timestamp: "2026-11-20T09:59:59Z",
  connectorStatus: "Occupied",
  evseId: 1,
  connectorId: 1,
};
const BOOT = { chargePointVendor: "V", chargePointModel: "M" };

const read = (validate: Validator<unknown>, payload: unknown) => {
  const found = normalise(validate, payload, RECEIVED_AT);
  return found.ok
    ? { value: found.value, deviations: found.deviations.map(deviationName) }
    : "refused";
};

it("hands a message that is in order through untouched", () => {
  const found = normalise(statusNotification16.validateRequest, STATUS, RECEIVED_AT);

  expect(found).toEqual({ ok: true, value: STATUS, deviations: [] });
  expect(found.ok && found.value).toBe(STATUS);
});

it.each([
  [{ status: "available" }, {}, ["status:spelling"]],
  [{ status: "Suspended_EV" }, { status: "SuspendedEV" }, ["status:spelling"]],
  [{ status: "Occupied" }, { status: "Preparing" }, ["status:spelling"]],
  [{ errorCode: "Error" }, { errorCode: "OtherError" }, ["errorCode:spelling"]],
  [{ errorCode: "E-17" }, { errorCode: "OtherError" }, ["errorCode:unknown-word"]],
  [{ connectorId: "1" }, {}, ["connectorId:wrong-type"]],
  [{ connectorId: ' "1" ' }, {}, ["connectorId:wrong-type"]],
  [{ vendorErrorCode: 17 }, { vendorErrorCode: "17" }, ["vendorErrorCode:wrong-type"]],
  [{ vendorId: " ACME " }, { vendorId: "ACME" }, ["vendorId:padded"]],
  [{ info: "x".repeat(70) }, { info: "x".repeat(70) }, ["info:too-long"]],
  [{ info: null }, {}, ["info:wrong-type"]],
  [
    { timestamp: "2026-11-20 09:59:00" },
    { timestamp: "2026-11-20T09:59:00.000Z" },
    ["timestamp:time-format", "timestamp:zone-missing"],
  ],
  [
    { timestamp: "2026-11-20T12:59:00+03" },
    { timestamp: "2026-11-20T09:59:00.000Z" },
    ["timestamp:time-format"],
  ],
  [
    { timestamp: "1970-01-01T00:00:09Z" },
    { timestamp: "1970-01-01T00:00:09Z" },
    ["timestamp:implausible"],
  ],
  [{ timestamp: "222222017-01-01T00:00:00Z" }, {}, ["timestamp:implausible"]],
  [
    { timestamp: "2026-11-20T13:00:00Z" },
    { timestamp: "2026-11-20T13:00:00Z" },
    ["timestamp:clock-ahead"],
  ],
])("understands a 1.6 StatusNotification with %j", (sent, mended, deviations) => {
  const found = read(statusNotification16.validateRequest, { ...STATUS, ...sent });

  expect(found).toEqual({ value: { ...STATUS, ...mended }, deviations });
});

it("understands fields in other letters", () => {
  const { connectorId, ...rest } = STATUS;

  const found = read(statusNotification16.validateRequest, { ...rest, ConnectorID: connectorId });

  expect(found).toEqual({ value: STATUS, deviations: ["connectorId:field-case"] });
});

it("takes the time of receipt for the one that 2.0.1 demands and a station leaves out", () => {
  const { timestamp: _, ...rest } = STATUS_201;

  const found = read(statusNotification201.validateRequest, rest);

  expect(found).toEqual({
    value: { ...STATUS_201, timestamp: RECEIVED_AT },
    deviations: ["timestamp:missing", "timestamp:substituted"],
  });
});

it("keeps a serial number whole that is somewhat too long, and refuses one that is far too long", () => {
  const serial = (length: number) => ({ ...BOOT, chargePointSerialNumber: "7".repeat(length) });

  expect(read(bootNotification16.validateRequest, serial(30))).toEqual({
    value: serial(30),
    deviations: ["chargePointSerialNumber:too-long"],
  });
  expect(read(bootNotification16.validateRequest, serial(51))).toBe("refused");
});

it("takes a reason to boot that is no word of the list for an unknown one", () => {
  const chargingStation = { vendorName: "V", model: "M" };

  const found = read(bootNotification201.validateRequest, { reason: "Power cut", chargingStation });

  expect(found).toEqual({
    value: { reason: "Unknown", chargingStation },
    deviations: ["reason:unknown-word"],
  });
});

it("mends a charger's answers, too", () => {
  const found = read(getConfiguration.validateResponse, {
    configurationKey: { Key: "HeartbeatInterval", readonly: "false", value: ' "300" ' },
  });

  expect(found).toEqual({
    value: { configurationKey: [{ key: "HeartbeatInterval", readonly: false, value: "300" }] },
    deviations: [
      "configurationKey:not-a-list",
      "configurationKey.key:field-case",
      "configurationKey.readonly:wrong-type",
      "configurationKey.value:padded",
    ],
  });
});

it.each([
  ["a field that is missing", { connectorId: 1, status: "Available" }],
  ["a field that nobody knows", { ...STATUS, colour: "red" }],
  ["a word that nobody knows", { ...STATUS, status: "Asleep" }],
  ["a number that is none", { ...STATUS, connectorId: "one" }],
  ["an object that takes itself for a text", { ...STATUS, connectorId: { toString: 1 } }],
])("guesses at nothing: %s is refused", (_, payload) => {
  expect(read(statusNotification16.validateRequest, payload)).toBe("refused");
});

it("describes what was sent without saying it", () => {
  const found = normalise(
    statusNotification16.validateRequest,
    { ...STATUS, status: "occupied", info: "n".repeat(60), timestamp: "2026-11-20 09:59" },
    RECEIVED_AT,
  );

  expect(found.ok && found.deviations.map(({ sent }) => sent)).toEqual([
    "text of 60 characters",
    '"occupied"',
    "9999-99-99 99:99",
    "9999-99-99 99:99",
  ]);
});

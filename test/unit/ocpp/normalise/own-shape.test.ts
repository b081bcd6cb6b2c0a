import { expect, it } from "vitest";
import { inOwnShape } from "#ocpp/normalise/own-shape.ts";

it.each([
  ["Authorize", { idTag: "T" }, { idToken: { idToken: "T", type: "ISO14443" } }],
  [
    "BootNotification",
    { chargePointVendor: "V", chargePointModel: "M", iccid: "1" },
    { reason: "Unknown", chargingStation: { vendorName: "V", model: "M", modem: { iccid: "1" } } },
  ],
  [
    "StatusNotification",
    { connectorId: 2, status: "Charging", errorCode: "NoError" },
    { connectorStatus: "Charging", evseId: 2, connectorId: 1 },
  ],
  [
    "StatusNotification",
    { connectorId: 0, status: "Available", errorCode: "NoError" },
    { connectorStatus: "Available", evseId: 0, connectorId: 0 },
  ],
  [
    "MeterValues",
    { connectorId: 1, meterValue: { timestamp: "t", sampledValue: [{ value: "5", unit: "Wh" }] } },
    {
      evseId: 1,
      meterValue: [
        { timestamp: "t", sampledValue: [{ value: "5", unitOfMeasure: { unit: "Wh" } }] },
      ],
    },
  ],
])("reads a 1.6 %s of a 2.0.1 station: %j", (action, payload, own) => {
  expect(inOwnShape("ocpp2.0.1", action, payload)).toEqual(own);
});

it.each([
  ["ocpp1.6", "Authorize", { idTag: "T" }],
  ["ocpp2.0.1", "Authorize", { idTag: "T", idToken: { idToken: "T", type: "Local" } }],
  ["ocpp2.0.1", "StatusNotification", { connectorId: 1, status: "Available", evseId: 1 }],
  ["ocpp2.0.1", "Heartbeat", {}],
  ["ocpp2.0.1", "toString", {}],
  ["ocpp2.0.1", "Authorize", null],
] as const)("leaves alone what may mean something else: %s %s %j", (version, action, payload) => {
  expect(inOwnShape(version, action, payload)).toBeUndefined();
});

import { describe, expect, it } from "vitest";
import { csmsCodec } from "#ocpp/csms-codecs.ts";
import { payload16, payload201 } from "#tools/foreign/open-ocpp-tck/command-payload.ts";
import type { Operation16, Operation201 } from "#tools/foreign/open-ocpp-tck/contract.ts";

const NUMBERS = { transactionIdOf: async () => 7, newReservationId: () => 9 };
const A_TIME = new Date("2026-11-20T12:00:00Z");

const EVERY_16: readonly Operation16[] = [
  { action: "Reset", type: "Hard" },
  { action: "UnlockConnector", connectorId: 1 },
  { action: "ClearCache" },
  { action: "ChangeAvailability", connectorId: 1, type: "Inoperative" },
  { action: "GetConfiguration" },
  { action: "GetConfiguration", keys: ["HeartbeatInterval"] },
  { action: "ChangeConfiguration", key: "HeartbeatInterval", value: "60" },
  { action: "RemoteStartTransaction", idTag: "TAG" },
  { action: "RemoteStartTransaction", idTag: "TAG", connectorId: 1, chargingProfile: "57" },
  { action: "RemoteStopTransaction", transaction: "a-session" },
  { action: "TriggerMessage", requestedMessage: "Heartbeat" },
  { action: "SetChargingProfile", connectorId: 1, chargingProfile: "56" },
  { action: "SetChargingProfile", connectorId: 1, chargingProfile: "57", transaction: "a-session" },
  { action: "GetCompositeSchedule", connectorId: 1, duration: 600, chargingRateUnit: "W" },
  { action: "ClearChargingProfile", chargingProfile: "56" },
  { action: "ClearChargingProfile", connectorId: 1, purpose: "TxProfile", stackLevel: 0 },
  { action: "UpdateFirmware", location: "https://firmware.example/1", retrieveDate: A_TIME },
  { action: "GetDiagnostics", location: "https://logs.example/", startTime: A_TIME, retries: 1 },
  { action: "GetLocalListVersion" },
  { action: "SendLocalList", listVersion: 1, updateType: "Full" },
  {
    action: "SendLocalList",
    listVersion: 2,
    updateType: "Differential",
    localAuthorizationList: [
      { idTag: "TAG" },
      { idTag: "OLD", status: "Expired", expiryDate: A_TIME },
    ],
  },
  { action: "ReserveNow", connectorId: 1, idTag: "TAG", expiryDate: A_TIME },
  { action: "CancelReservation", reservation: "99999" },
];

const EVERY_201: readonly Operation201[] = [
  { action: "Reset", type: "OnIdle" },
  { action: "Reset", type: "Immediate", evseId: 9 },
  {
    action: "GetVariables",
    variables: [{ component: { name: "OCPPCommCtrlr" }, variable: { name: "HeartbeatInterval" } }],
  },
  {
    action: "SetVariables",
    variables: [
      {
        component: { name: "OCPPCommCtrlr" },
        variable: { name: "HeartbeatInterval" },
        attributeValue: "600",
      },
    ],
  },
];

const asSent = (payload: unknown): unknown => JSON.parse(JSON.stringify(payload));

describe("what the driver of open-ocpp-tck asks the platform to send", () => {
  it.each(EVERY_16)("is a 1.6 request by the schema: $action", async (operation) => {
    const payload = asSent(await payload16(operation, NUMBERS));

    expect(csmsCodec("ocpp1.6", operation.action)?.validateRequest(payload)).toMatchObject({
      ok: true,
    });
  });

  it.each(EVERY_201)("is a 2.0.1 request by the schema: $action", (operation) => {
    const payload = asSent(payload201(operation));

    expect(csmsCodec("ocpp2.0.1", operation.action)?.validateRequest(payload)).toMatchObject({
      ok: true,
    });
  });

  it("names the transaction by its number on the wire, in a profile too", async () => {
    const stop = { action: "RemoteStopTransaction", transaction: "a-session" } as const;
    const limit = {
      action: "SetChargingProfile",
      connectorId: 1,
      chargingProfile: "57",
      transaction: "a-session",
    } as const;

    const payloads = [await payload16(stop, NUMBERS), await payload16(limit, NUMBERS)];

    expect(payloads).toMatchObject([
      { transactionId: 7 },
      { csChargingProfiles: { chargingProfileId: 57, transactionId: 7 } },
    ]);
  });

  it("refuses a charging profile that there is not", async () => {
    const operation = {
      action: "SetChargingProfile",
      connectorId: 1,
      chargingProfile: "",
    } as const;

    const payload = payload16(operation, NUMBERS);

    await expect(payload).rejects.toThrow("no charging profile");
  });
});

import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { CSMS_ACTIONS, OCPP_VERSIONS, type OcppVersion } from "#ocpp/actions.ts";
import { type Payload, startTrial, type Trial } from "./strict-trial.ts";

let trial: Trial;

beforeEach(async () => {
  trial = await startTrial();
});

afterEach(() => trial.end());

const COMMANDS: Record<OcppVersion, Record<string, Payload>> = {
  "ocpp1.6": {
    ChangeAvailability: { connectorId: 2, type: "Inoperative" },
    ChangeConfiguration: { key: "HeartbeatInterval", value: "60" },
    ClearCache: {},
    DataTransfer: { vendorId: "x" },
    GetConfiguration: { key: ["HeartbeatInterval", "Nothing"] },
    RemoteStartTransaction: { idTag: "DEMO-TAG-1", connectorId: 1 },
    RemoteStopTransaction: { transactionId: 1 },
    Reset: { type: "Soft" },
    TriggerMessage: { requestedMessage: "Heartbeat" },
    UnlockConnector: { connectorId: 1 },
  },
  "ocpp2.0.1": {
    ChangeAvailability: { operationalStatus: "Inoperative", evse: { id: 2 } },
    ClearCache: {},
    DataTransfer: { vendorId: "x" },
    GetBaseReport: { requestId: 5, reportBase: "FullInventory" },
    GetVariables: {
      getVariableData: [
        { component: { name: "OCPPCommCtrlr" }, variable: { name: "HeartbeatInterval" } },
        { component: { name: "Nothing" }, variable: { name: "HeartbeatInterval" } },
      ],
    },
    RequestStartTransaction: {
      remoteStartId: 9,
      evseId: 1,
      idToken: { idToken: "DEMO-TAG-1", type: "ISO14443" },
    },
    RequestStopTransaction: { transactionId: "none" },
    Reset: { type: "Immediate" },
    SetVariables: {
      setVariableData: [
        {
          component: { name: "OCPPCommCtrlr" },
          variable: { name: "HeartbeatInterval" },
          attributeValue: "60",
        },
      ],
    },
    TriggerMessage: { requestedMessage: "Heartbeat" },
    UnlockConnector: { evseId: 1, connectorId: 1 },
  },
};

const EVERY_COMMAND = CSMS_ACTIONS.flatMap(({ action, versions }) =>
  versions.map((version) => [version, action] as const),
);

it.each(EVERY_COMMAND)("over %s it answers %s in the schema's shape", async (version, action) => {
  await trial.start(version);

  const answer = await trial.call(action, COMMANDS[version][action] ?? {});

  expect(answer).toBeTypeOf("object");
  await trial.happened("command");
});

it.each([
  ["ocpp1.6", "RemoteStartTransaction", "RemoteStopTransaction", { transactionId: 77 }],
  ["ocpp2.0.1", "RequestStartTransaction", "RequestStopTransaction", undefined],
] as const)("over %s it starts and stops from afar", async (version, begin, end, stopping) => {
  const charger = await trial.start(version);

  await trial.call(begin, COMMANDS[version][begin] ?? {});
  await vi.waitFor(() => expect(charger.activeConnectors()).toEqual([1]));
  const started = trial.events.find((event) => event.type === "session-started");
  await trial.call(end, stopping ?? { transactionId: started?.transactionId });

  await trial.happened("session-ended");
  expect(trial.events.find((event) => event.type === "session-ended")).toMatchObject({
    reason: "Remote",
  });
});

it.each(OCPP_VERSIONS)("over %s it boots anew when it is reset", async (version) => {
  await trial.start(version);

  await trial.call("Reset", COMMANDS[version]["Reset"] ?? {});

  await vi.waitFor(() => expect(trial.payloadsOf("BootNotification")).toHaveLength(2), 5_000);
});

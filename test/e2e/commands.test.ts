import { beforeAll, describe, expect, inject, it } from "vitest";
import type { OcppVersion } from "#ocpp/actions.ts";
import { createCharger, createToken, onlySessionOf, tokenNamed } from "#test/support/demo-fleet.ts";
import { eventually } from "#test/support/eventually.ts";
import { type RestClient, signIn } from "#test/support/rest-client.ts";
import { sendCommand } from "#test/support/rest-commands.ts";
import { startVirtualCharger, type VirtualCharger } from "#tools/charger/virtual-charger.ts";

const { local } = inject("platform");
let rest: RestClient;

beforeAll(async () => {
  rest = await signIn(local, "admin@demo-a.example");
});

async function virtualCharger(
  version: OcppVersion,
): Promise<{ chargerId: string; charger: VirtualCharger }> {
  const { chargerId, password } = await createCharger(rest);
  const charger = await startVirtualCharger({
    url: local.ocppUrl,
    operatorId: "demo-a",
    chargerId,
    password,
    version,
    isStrict: true,
  });
  return { chargerId, charger };
}

describe("a session that is started and stopped remotely", () => {
  it("begins and ends at a 1.6 charger", async () => {
    const { chargerId, charger } = await virtualCharger("ocpp1.6");
    const idTag = await createToken(rest);

    const start = await sendCommand(rest, chargerId, "RemoteStartTransaction", {
      connectorId: 1,
      idTag,
    });
    const session = await eventually("the session has begun", () =>
      onlySessionOf(rest, chargerId).catch(() => undefined),
    );
    await charger.meter({ energyWh: 2_500 });
    const { transactionId } = session;
    const stop = await sendCommand(rest, chargerId, "RemoteStopTransaction", { transactionId });
    const ended = await eventually("the session has ended", async () => {
      const now = await onlySessionOf(rest, chargerId);
      return now.state === "ended" && now;
    });

    expect(start).toMatchObject({
      status: 200,
      state: "answered",
      response: { status: "Accepted" },
    });
    expect(session).toMatchObject({
      state: "active",
      tokenRef: (await tokenNamed(rest, idTag)).tokenRef,
      authorization: "Accepted",
    });
    expect(stop).toMatchObject({
      status: 200,
      state: "answered",
      response: { status: "Accepted" },
    });
    expect(ended).toMatchObject({ energyWh: 2_500, stopReason: "Remote", flags: [] });
    await charger.close();
  });

  it("begins and ends at a 2.0.1 charger", async () => {
    const { chargerId, charger } = await virtualCharger("ocpp2.0.1");
    const idToken = await createToken(rest);

    const start = await sendCommand(rest, chargerId, "RequestStartTransaction", {
      evseId: 2,
      remoteStartId: 4711,
      idToken: { idToken, type: "Central" },
    });
    const session = await eventually("the session has begun", () =>
      onlySessionOf(rest, chargerId).catch(() => undefined),
    );
    await charger.meter({ connectorId: 2, energyWh: 7_777 });
    const { transactionId } = session;
    const stop = await sendCommand(rest, chargerId, "RequestStopTransaction", { transactionId });
    const ended = await eventually("the session has ended", async () => {
      const now = await onlySessionOf(rest, chargerId);
      return now.state === "ended" && now;
    });

    expect(start).toMatchObject({
      status: 200,
      state: "answered",
      response: { status: "Accepted" },
    });
    expect(session).toMatchObject({
      state: "active",
      evseId: 2,
      tokenRef: (await tokenNamed(rest, idToken)).tokenRef,
    });
    expect(stop).toMatchObject({
      status: 200,
      state: "answered",
      response: { status: "Accepted" },
    });
    expect(ended).toMatchObject({ energyWh: 7_777, stopReason: "Remote", flags: [] });
    await charger.close();
  });
});

const ACCEPTED = { status: "Accepted" };
const COMPONENT = { component: { name: "OCPPCommCtrlr" }, variable: { name: "HeartbeatInterval" } };

describe("a command", () => {
  it("of each kind is answered by a 1.6 charger", async () => {
    const { chargerId, charger } = await virtualCharger("ocpp1.6");
    const answers = [];

    for (const [action, payload, response] of [
      ["GetConfiguration", {}, { configurationKey: expect.any(Array) }],
      ["ChangeConfiguration", { key: "HeartbeatInterval", value: "120" }, ACCEPTED],
      ["TriggerMessage", { requestedMessage: "StatusNotification", connectorId: 1 }, ACCEPTED],
      ["ChangeAvailability", { connectorId: 1, type: "Inoperative" }, ACCEPTED],
      ["UnlockConnector", { connectorId: 2 }, { status: "Unlocked" }],
      ["ClearCache", {}, ACCEPTED],
      ["DataTransfer", { vendorId: "org.example" }, { status: expect.any(String) }],
      ["Reset", { type: "Soft" }, ACCEPTED],
    ] as const) {
      const {
        status,
        state,
        response: answered,
      } = await sendCommand(rest, chargerId, action, payload);
      answers.push({ action, status, state, answered });
      expect(answers.at(-1)).toMatchObject({
        action,
        status: 200,
        state: "answered",
        answered: response,
      });
    }

    await charger.close();
  });

  it("of each kind is answered by a 2.0.1 charger", async () => {
    const { chargerId, charger } = await virtualCharger("ocpp2.0.1");

    for (const [action, payload, response] of [
      ["GetVariables", { getVariableData: [COMPONENT] }, { getVariableResult: expect.any(Array) }],
      [
        "SetVariables",
        { setVariableData: [{ ...COMPONENT, attributeValue: "120" }] },
        { setVariableResult: [expect.objectContaining({ attributeStatus: "Accepted" })] },
      ],
      ["GetBaseReport", { requestId: 7, reportBase: "FullInventory" }, ACCEPTED],
      ["TriggerMessage", { requestedMessage: "Heartbeat" }, ACCEPTED],
      ["ChangeAvailability", { operationalStatus: "Inoperative", evse: { id: 1 } }, ACCEPTED],
      ["UnlockConnector", { evseId: 2, connectorId: 1 }, { status: "Unlocked" }],
      ["ClearCache", {}, ACCEPTED],
      ["DataTransfer", { vendorId: "org.example" }, { status: expect.any(String) }],
      ["Reset", { type: "Immediate" }, ACCEPTED],
    ] as const) {
      const {
        status,
        state,
        response: answered,
      } = await sendCommand(rest, chargerId, action, payload);
      expect({ action, status, state, answered }).toMatchObject({
        action,
        status: 200,
        state: "answered",
        answered: response,
      });
    }

    await charger.close();
  });

  it("that takes a connector out of service shows in its state, and so does the reset", async () => {
    const { chargerId, charger } = await virtualCharger("ocpp1.6");
    const bootedAt = async () => (await rest(`chargers/${chargerId}`)).body.boot.bootedAt;
    const before = await bootedAt();

    await sendCommand(rest, chargerId, "ChangeAvailability", {
      connectorId: 1,
      type: "Inoperative",
    });
    await sendCommand(rest, chargerId, "Reset", { type: "Hard" });

    await eventually("the charger has booted again", async () => (await bootedAt()) !== before);
    await eventually("connector 1 is unavailable", async () => {
      const { connectors } = (await rest(`chargers/${chargerId}`)).body;
      return connectors.some(
        (each: { connectorId: number; status: string }) =>
          each.connectorId === 1 && each.status === "Unavailable",
      );
    });
    await charger.close();
  });

  it.each([
    [
      "that the charger's version does not have",
      "GetVariables",
      { getVariableData: [COMPONENT] },
      422,
    ],
    ["that OCPP does not have", "MakeCoffee", {}, 422],
    ["whose payload breaks its schema", "Reset", { type: "Gentle" }, 400],
    ["whose payload lacks a field", "RemoteStartTransaction", {}, 400],
  ])("%s is refused before it is sent", async (_case, action, payload, refusal) => {
    const { chargerId, charger } = await virtualCharger("ocpp1.6");

    const { status, code } = await sendCommand(rest, chargerId, action, payload);

    expect(status).toBe(refusal);
    expect(code).toMatch(/^command\./);
    await charger.close();
  });
});

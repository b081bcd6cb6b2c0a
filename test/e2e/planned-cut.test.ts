import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SOCKET_LIFETIME_VARIABLE } from "#local/gateway/websocket-definition.ts";
import {
  createCharger,
  createToken,
  type KnownCharger,
  onlySessionOf,
} from "#test/support/demo-fleet.ts";
import { eventually } from "#test/support/eventually.ts";
import { type PlatformProcess, startPlatformProcess } from "#test/support/platform-process.ts";
import { connectCharger, type RawCharger } from "#test/support/raw-charger.ts";
import { type RestClient, signIn } from "#test/support/rest-client.ts";
import { finishedCommand } from "#test/support/rest-commands.ts";
import { meter16, start16, transactionIdIn } from "#test/support/session-messages.ts";

// Long enough for what the tests say before the cut, also on a busy machine.
const LIFETIME_SECONDS = "10";
const GOING_AWAY = 1001;
const BOOT = { chargePointVendor: "V", chargePointModel: "M" };

let platform: PlatformProcess;
let rest: RestClient;
beforeAll(async () => {
  const environment = { [SOCKET_LIFETIME_VARIABLE]: LIFETIME_SECONDS };
  platform = await startPlatformProcess({ environment });
  rest = await signIn(platform.local, "admin@demo-a.example");
});
afterAll(() => platform.dispose());

const connect = (charger: KnownCharger) => connectCharger(platform.local, charger, "ocpp1.6");
const post = (chargerId: string, action: string, payload: object) =>
  rest(`chargers/${chargerId}/commands`, { method: "POST", body: { action, payload } });

/** Waits for the planned cut, and for the platform to have seen it. */
async function cut({ chargerId }: KnownCharger, socket: RawCharger): Promise<void> {
  expect(await socket.closed).toBe(GOING_AWAY);
  await eventually("the charger is shown as away", async () => {
    const { body } = await rest(`chargers/${chargerId}`);
    return !body.connection.connected;
  });
}

/** The CALL that the platform sends next. */
const nextCall = (socket: RawCharger) =>
  eventually("a command comes", () => socket.received[0] as readonly unknown[] | undefined);

describe.concurrent("the planned cut of a socket", () => {
  it("loses nothing of a session", async ({ expect }) => {
    const [charger, tokenId] = await Promise.all([createCharger(rest), createToken(rest)]);
    const before = await connect(charger);
    await before.call("BootNotification", BOOT);
    const startedAt = new Date(Date.now() - 1_800_000).toISOString();
    const transactionId = transactionIdIn(
      await before.call("StartTransaction", start16(tokenId, startedAt)),
    );

    await cut(charger, before);
    const after = await connect(charger);
    const readAt = new Date(Date.now() - 900_000).toISOString();
    await after.call("MeterValues", meter16(transactionId, readAt, 12_000));
    const timestamp = new Date().toISOString();
    const stop = { transactionId, meterStop: 13_000, timestamp, reason: "Local" };
    await after.call("StopTransaction", stop);

    const session = await onlySessionOf(rest, charger.chargerId);
    expect(session).toMatchObject({ state: "ended", energyWh: 3_000, flags: [], transactionId });
    await after.close();
  });

  it("lets a command that was outstanding be answered over the next socket, where it is asked again under its id", async ({
    expect,
  }) => {
    const charger = await createCharger(rest);
    const before = await connect(charger);
    const { body } = await post(charger.chargerId, "GetConfiguration", { key: ["A"] });
    const asked = await nextCall(before);
    const [, messageId] = asked;

    await cut(charger, before);
    const after = await connect(charger);
    expect(await nextCall(after)).toEqual(asked);
    after.send(JSON.stringify([3, messageId, { unknownKey: ["A"] }]));

    const command = await finishedCommand(rest, charger.chargerId, body.commandId);
    expect(command).toMatchObject({ state: "answered", response: { unknownKey: ["A"] } });
    expect(after.received).toEqual([asked]);
    await after.close();
  });

  it("delivers a command that was given meanwhile, once", async ({ expect }) => {
    const charger = await createCharger(rest);
    const before = await connect(charger);

    await cut(charger, before);
    const { body } = await post(charger.chargerId, "ClearCache", {});
    const after = await connect(charger);
    const [, messageId, action] = await nextCall(after);
    after.send(JSON.stringify([3, messageId, { status: "Accepted" }]));

    const command = await finishedCommand(rest, charger.chargerId, body.commandId);
    expect(action).toBe("ClearCache");
    expect(command).toMatchObject({ state: "answered" });
    expect(after.received).toHaveLength(1);
    await after.close();
  });
});

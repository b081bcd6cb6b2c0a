import { beforeAll, describe, inject, it } from "vitest";
import { createCharger } from "#test/support/demo-fleet.ts";
import { eventually } from "#test/support/eventually.ts";
import { connectCharger } from "#test/support/raw-charger.ts";
import { type RestClient, signIn } from "#test/support/rest-client.ts";
import { finishedCommand, sendCommand } from "#test/support/rest-commands.ts";
import { startVirtualCharger } from "#tools/charger/virtual-charger.ts";

const ACCEPTED = { status: "Accepted" };
const { local } = inject("platform");
let rest: RestClient;

beforeAll(async () => {
  rest = await signIn(local, "admin@demo-a.example");
});

interface SlowCharger {
  readonly chargerId: string;
  /** Names of the calls that came, in order. */
  readonly calls: () => readonly (readonly unknown[])[];
  readonly answer: (messageId: unknown, payload: object) => void;
  readonly refuse: (messageId: unknown) => void;
  readonly close: () => Promise<number>;
}

/** A charger that answers only when the test wants it to. */
async function slowCharger(): Promise<SlowCharger> {
  const charger = await createCharger(rest);
  const { chargerId } = charger;
  const socket = await connectCharger(local, charger, "ocpp1.6");
  return {
    chargerId,
    calls: () => socket.received as readonly (readonly unknown[])[],
    answer: (messageId, payload) => socket.send(JSON.stringify([3, messageId, payload])),
    refuse: (messageId) =>
      socket.send(JSON.stringify([4, messageId, "NotSupported", "not here", {}])),
    close: socket.close,
  };
}

function post(chargerId: string, action: string, payload: object = {}) {
  return rest(`chargers/${chargerId}/commands`, { method: "POST", body: { action, payload } });
}

describe.concurrent("a charger", () => {
  it("that never answers lets its command time out, and the next one through", async ({
    expect,
  }) => {
    const charger = await slowCharger();

    const first = await post(charger.chargerId, "GetConfiguration");
    const second = await post(charger.chargerId, "ClearCache");
    const timedOut = await finishedCommand(rest, charger.chargerId, first.body.commandId, 60_000);
    const next = await eventually("the next command comes", () => charger.calls()[1]);
    charger.answer(next[1], ACCEPTED);

    expect([first.status, second.status]).toEqual([202, 202]);
    expect(timedOut).toMatchObject({ state: "timed-out" });
    expect(charger.calls().map(([, , action]) => action)).toEqual([
      "GetConfiguration",
      "ClearCache",
    ]);
    const answered = await finishedCommand(rest, charger.chargerId, second.body.commandId);
    expect(answered).toMatchObject({ state: "answered", response: ACCEPTED });
    await charger.close();
  });

  it("gets one command at a time, in the order in which they were given", async ({ expect }) => {
    const charger = await slowCharger();
    const given = [];
    for (const key of ["One", "Two", "Three"]) {
      given.push(
        (await post(charger.chargerId, "GetConfiguration", { key: [key] })).body.commandId,
      );
    }

    const seen: unknown[] = [];
    for (const [index] of given.entries()) {
      const call = await eventually("a command comes", () => charger.calls()[index]);
      // Were the next one sent before this one is answered, it would be here by the time of this look.
      const { body } = await rest(`chargers/${charger.chargerId}/commands`);
      const states = body.items.map(({ state }: { state: string }) => state);
      expect(states.filter((state: string) => state === "sent")).toHaveLength(1);
      expect(charger.calls()).toHaveLength(index + 1);
      seen.push((call[3] as { key: string[] }).key[0]);
      charger.answer(call[1], { unknownKey: (call[3] as { key: string[] }).key });
      await finishedCommand(rest, charger.chargerId, given[index]);
    }

    expect(seen).toEqual(["One", "Two", "Three"]);
    await charger.close();
  });

  it("that says no makes its command fail, with its own words", async ({ expect }) => {
    const charger = await slowCharger();

    const { body } = await post(charger.chargerId, "UnlockConnector", { connectorId: 1 });
    const call = await eventually("the command comes", () => charger.calls()[0]);
    charger.refuse(call[1]);

    expect(await finishedCommand(rest, charger.chargerId, body.commandId)).toMatchObject({
      state: "failed",
      error: { code: "NotSupported", description: "not here" },
    });
    await charger.close();
  });

  it("whose answer breaks its schema makes its command fail", async ({ expect }) => {
    const charger = await slowCharger();

    const { body } = await post(charger.chargerId, "ClearCache");
    const call = await eventually("the command comes", () => charger.calls()[0]);
    charger.answer(call[1], { status: "Perhaps" });

    expect(await finishedCommand(rest, charger.chargerId, body.commandId)).toMatchObject({
      state: "failed",
      error: { code: "response.invalid" },
    });
    await charger.close();
  });

  it("that is away fails a remote start at once", async ({ expect }) => {
    const charger = await slowCharger();
    await charger.close();
    await eventually("it is shown as away", async () => {
      const { body } = await rest(`chargers/${charger.chargerId}`);
      return !body.connection.connected;
    });

    const { status, state } = await sendCommand(
      rest,
      charger.chargerId,
      "RemoteStartTransaction",
      { idTag: "DEMO-TAG-1" },
      { ocppVersion: "ocpp1.6" },
    );

    expect({ status, state }).toEqual({ status: 200, state: "failed" });
  });

  it("that is away gets the command that may wait when it comes back", async ({ expect }) => {
    const { chargerId, password } = await createCharger(rest);
    const { status, body } = await rest(`chargers/${chargerId}/commands`, {
      method: "POST",
      body: { action: "GetConfiguration", payload: {}, ocppVersion: "ocpp1.6" },
    });
    const charger = await startVirtualCharger({
      url: local.ocppUrl,
      operatorId: "demo-a",
      chargerId,
      password,
      version: "ocpp1.6",
    });

    expect({ status, state: body.state }).toEqual({ status: 202, state: "queued" });
    expect(await finishedCommand(rest, chargerId, body.commandId)).toMatchObject({
      state: "answered",
      response: { configurationKey: expect.any(Array) },
    });
    await charger.close();
  });

  it("never gets its password shown in a command's record", async ({ expect }) => {
    const charger = await slowCharger();
    const value = "NewSecret-0123456789";

    const { body } = await post(charger.chargerId, "ChangeConfiguration", {
      key: "AuthorizationKey",
      value,
    });
    const call = await eventually("the command comes", () => charger.calls()[0]);
    charger.answer(call[1], ACCEPTED);
    await finishedCommand(rest, charger.chargerId, body.commandId);
    const { body: list } = await rest(`chargers/${charger.chargerId}/commands`);

    expect(call[3]).toEqual({ key: "AuthorizationKey", value });
    expect(JSON.stringify(list)).not.toContain(value);
    await charger.close();
  });
});

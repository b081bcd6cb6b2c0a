import { beforeAll, describe, inject, it } from "vitest";
import { createCharger, type KnownCharger } from "#test/support/demo-fleet.ts";
import { eventually } from "#test/support/eventually.ts";
import { basic, connectRawCharger, handshake, type RawCharger } from "#test/support/raw-charger.ts";
import { type RestClient, signIn } from "#test/support/rest-client.ts";
import { finishedCommand } from "#test/support/rest-commands.ts";

const { local } = inject("platform");
/** Another network than the one that tests come from. */
const ELSEWHERE = "127.0.9.1";
/** A holder has ten seconds for a sign of life. */
const PATIENCE_MS = 40_000;

let rest: RestClient;
beforeAll(async () => {
  rest = await signIn(local, "admin@demo-a.example");
});

const options = ({ chargerId, password }: KnownCharger, localAddress?: string) => ({
  url: `${local.ocppUrl}/demo-a/${chargerId}`,
  authorization: basic(chargerId, password),
  protocols: ["ocpp1.6"],
  ...(localAddress !== undefined && { localAddress }),
});
const post = (chargerId: string, action: string, payload: object) =>
  rest(`chargers/${chargerId}/commands`, { method: "POST", body: { action, payload } });

/** Answers what the platform asks of it, as a live charger does, until it is closed. */
function answering(socket: RawCharger): { readonly calls: string[] } {
  const calls: string[] = [];
  const answer = setInterval(() => {
    for (const frame of socket.received.splice(0)) {
      const [type, messageId, action] = frame as [number, string, string];
      if (type !== 2) continue;
      calls.push(messageId);
      const payload = action === "GetConfiguration" ? { unknownKey: [] } : { status: "Accepted" };
      if (socket.isOpen()) socket.send(JSON.stringify([3, messageId, payload]));
    }
  }, 10);
  void socket.closed.then(() => clearInterval(answer));
  return { calls };
}

describe.concurrent("another socket for a charger, from another network", () => {
  it("stays out while the charger shows that it lives", async ({ expect }) => {
    const charger = await createCharger(rest);
    const holder = await connectRawCharger(options(charger));
    const { calls } = answering(holder);

    const first = await handshake(options(charger, ELSEWHERE));
    await eventually("the charger was asked", () => calls.length === 1);
    const second = await handshake(options(charger, ELSEWHERE));

    expect([first, second]).toEqual([{ status: 503 }, { status: 503 }]);
    expect(holder.isOpen()).toBe(true);
    await holder.close();
  });

  it("gets in when the charger's socket shows no life, and commands reach it", async ({
    expect,
  }) => {
    const charger = await createCharger(rest);
    const zombie = await connectRawCharger(options(charger));

    const first = await handshake(options(charger, ELSEWHERE));
    const living = await eventually(
      "the charger is in",
      () => connectRawCharger(options(charger, ELSEWHERE)).catch(() => undefined),
      PATIENCE_MS,
    );
    const { calls } = answering(living);
    const { body } = await post(charger.chargerId, "ClearCache", {});
    const command = await finishedCommand(rest, charger.chargerId, body.commandId);

    expect(first).toEqual({ status: 503 });
    expect(command.state).toBe("answered");
    expect(calls).toEqual([body.commandId]);
    await zombie.closed;
    await living.close();
  });

  it("gets in at once with a password that was set since", async ({ expect }) => {
    const charger = await createCharger(rest);
    const thief = await connectRawCharger(options(charger, ELSEWHERE));
    answering(thief);
    const { body } = await rest(`chargers/${charger.chargerId}/password`, {
      method: "POST",
      body: {},
    });

    const genuine = await connectRawCharger(options({ ...charger, password: body.password }));

    await thief.closed;
    expect(genuine.isOpen()).toBe(true);
    await genuine.close();
  });
});

describe("commands while a charger's sockets take each other's place", () => {
  it("come again under their ids where that does no harm, and none is forgotten", async ({
    expect,
  }) => {
    const charger = await createCharger(rest);
    const seen: string[][] = [];
    const commandIds: string[] = [];
    let socket = await connectRawCharger(options(charger));
    seen.push(answering(socket).calls);

    for (let round = 0; round < 4; round++) {
      const [next, sent] = await Promise.all([
        connectRawCharger(options(charger)),
        post(charger.chargerId, "ClearCache", {}),
      ]);
      await socket.closed;
      socket = next;
      seen.push(answering(socket).calls);
      commandIds.push(sent.body.commandId);
    }
    const finished = [];
    for (const commandId of commandIds) {
      finished.push(await finishedCommand(rest, charger.chargerId, commandId, 150_000));
    }

    expect(new Set(seen.flat())).toEqual(new Set(commandIds));
    for (const calls of seen) expect(new Set(calls).size).toBe(calls.length);
    expect(finished.map(({ state }) => state)).toEqual(commandIds.map(() => "answered"));
    await socket.close();
  });
});

import { describe, expect, it } from "vitest";
import { advanceCommandQueue } from "#domain/commands/advance-command-queue.ts";
import type { CommandQueue } from "#domain/commands/command-queue.ts";
import { commandWorld } from "#test/support/command-world.ts";
import { aCommand, aCommandId } from "#test/support/commands.ts";

const FIRST = aCommandId(1);
const SECOND = aCommandId(2);
const first = aCommand({ commandId: FIRST });
const second = aCommand({ commandId: SECOND });
const CHARGER = { operatorId: "demo-a", chargerId: "CP-1" };
const URGENT = { action: "RemoteStartTransaction", whenOffline: "fail" } as const;

describe("a connected charger", () => {
  it("gets the oldest command, and a timer for its deadline is set", async () => {
    const world = commandWorld();
    world.connect();
    await world.create(first);
    await world.create(second);

    await world.advance();

    expect(world.received).toEqual([FIRST]);
    expect(await world.commandOf(FIRST)).toMatchObject({
      state: "sent",
      sentAt: "2026-03-01T10:00:00.000Z",
      answerBy: "2026-03-01T10:00:30.000Z",
    });
    expect(world.timers.map(({ at }) => at)).toEqual(["2026-03-01T10:00:30.000Z"]);
  });

  it("gets no second command before it has answered the first", async () => {
    const world = commandWorld();
    world.connect();
    await world.create(first);
    await world.create(second);
    await world.advance();

    await world.advance();
    const before = [...world.received];
    await world.answer(FIRST);
    await world.advance();

    expect(before).toEqual([FIRST]);
    expect(world.received).toEqual([FIRST, SECOND]);
  });

  it("gets the next command when the first one's deadline has passed", async () => {
    const world = commandWorld();
    world.connect();
    await world.create(first);
    await world.create(second);
    await world.advance();

    for (const wake of world.pass(30)) await world.advance(wake);

    expect(await world.stateOf(FIRST)).toBe("timed-out");
    expect(world.received).toEqual([FIRST, SECOND]);
  });

  it("gets a command once, however often and at the same time the queue is woken", async () => {
    const world = commandWorld();
    world.connect();
    await world.create(first);

    await Promise.all([world.advance(), world.advance(), world.advance()]);

    expect(world.received).toEqual([FIRST]);
  });

  it("is not sent what its OCPP version does not have", async () => {
    const world = commandWorld();
    world.connect();
    await world.create({ ...first, action: "Unknown" });
    await world.create(second);

    await world.advance();

    expect((await world.commandOf(FIRST))?.error?.code).toBe("command.not-supported");
    expect(world.received).toEqual([SECOND]);
  });

  it("gets a command that had to wait for a busy socket, once the pause is over", async () => {
    const world = commandWorld();
    world.connect();
    await world.create({ ...first, ...URGENT });
    world.disturbNextPost("busy");
    await world.advance();

    await world.advance();
    const meanwhile = [...world.received];
    for (const wake of world.pass(3)) await world.advance(wake);

    expect(meanwhile).toEqual([]);
    expect(world.received).toEqual([FIRST]);
  });
});

describe("a charger that is away", () => {
  it("finds a queued command when it comes back", async () => {
    const world = commandWorld();
    await world.create(first);
    await world.advance();

    world.connect();
    await world.advance();

    expect(world.received).toEqual([FIRST]);
  });

  it("gets nothing that has waited too long", async () => {
    const world = commandWorld();
    await world.create(first);
    await world.advance({ ...CHARGER, commandId: FIRST });

    for (const wake of world.pass(300)) await world.advance(wake);
    world.connect();
    await world.advance();

    expect(await world.stateOf(FIRST)).toBe("timed-out");
    expect(world.received).toEqual([]);
  });

  it("makes a command fail that must not come late", async () => {
    const world = commandWorld();
    await world.create({ ...first, ...URGENT });

    await world.advance();

    expect(await world.commandOf(FIRST)).toMatchObject({
      state: "failed",
      error: { code: "charger.offline" },
      finishedAt: "2026-03-01T10:00:00.000Z",
    });
  });

  it("has one timer for its queue, not one for each command behind the first", async () => {
    const world = commandWorld();
    await world.create(first);
    await world.create(second);

    for (const wake of world.streamWakes) await world.advance(wake);

    expect(world.timers).toEqual([
      { wake: { ...CHARGER, commandId: FIRST }, at: "2026-03-01T10:05:00.000Z" },
    ]);
  });
});

describe("a socket that died unnoticed", () => {
  it("keeps a queued command for the next one, within seconds", async () => {
    const world = commandWorld();
    world.connect();
    world.dropSilently();
    await world.create(first);
    await world.advance();

    world.connect();
    for (const wake of world.pass(3)) await world.advance(wake);

    expect(world.received).toEqual([FIRST]);
  });

  it("is tried in one chain of timers only", async () => {
    const world = commandWorld();
    world.connect();
    world.dropSilently();
    await world.create(first);
    await world.create(second);
    for (const wake of world.streamWakes) await world.advance(wake);

    for (let turn = 0; turn < 60; turn++) {
      for (const wake of world.pass(3)) await world.advance(wake);
    }

    const retries = world.timers.filter(({ wake }) => wake.sentAt === undefined);
    expect(retries.length).toBeLessThanOrEqual(2);
  });

  it("makes a command fail that must not come late, and the queue goes on", async () => {
    const world = commandWorld();
    world.connect();
    world.pass(11);
    world.dropSilently();
    await world.create({ ...first, ...URGENT });

    await world.advance();

    expect((await world.commandOf(FIRST))?.error?.code).toBe("charger.offline");
    expect(await world.store.head(CHARGER)).toBeUndefined();
  });

  it("is not taken for dead while its handshake may still be going on", async () => {
    const world = commandWorld();
    world.connect();
    world.dropSilently();
    await world.create({ ...first, ...URGENT });

    await world.advance();

    expect(await world.stateOf(FIRST)).toBe("queued");
  });
});

describe("a connection that goes while an answer is outstanding", () => {
  const RESET = { action: "Reset", isSafeToRepeat: false } as const;

  it("has what is safe to repeat sent again by the new one, under the same id", async () => {
    const world = commandWorld();
    world.connect();
    await world.create(first);
    await world.advance();

    world.connect();
    await world.advance();

    expect(world.received).toEqual([FIRST, FIRST]);
    expect(await world.commandOf(FIRST)).toMatchObject({ state: "sent", sentTo: "socket-2" });
  });

  it("has what is safe to repeat wait for the charger beyond the deadline of the answer", async () => {
    const world = commandWorld();
    world.connect();
    await world.create(first);
    await world.advance();
    world.disconnect();

    for (const wake of world.pass(30)) await world.advance(wake);
    const away = await world.stateOf(FIRST);
    world.connect();
    await world.advance();

    expect(away).toBe("queued");
    expect(world.received).toEqual([FIRST, FIRST]);
  });

  it("makes a command fail that must not be carried out twice, once an answer on its way had its time", async () => {
    const world = commandWorld();
    world.connect();
    await world.create({ ...first, ...RESET });
    await world.create(second);
    await world.advance();
    world.connect();
    await world.advance();
    const atOnce = await world.stateOf(FIRST);

    for (const wake of world.pass(5)) await world.advance(wake);

    expect(atOnce).toBe("sent");
    expect(await world.commandOf(FIRST)).toMatchObject({
      state: "failed",
      error: { code: "charger.cut-off" },
    });
    expect(world.received).toEqual([FIRST, SECOND]);
  });

  it("lets an answer count that came just before it went", async () => {
    const world = commandWorld();
    world.connect();
    await world.create({ ...first, ...RESET });
    await world.advance();
    world.connect();
    await world.advance();

    await world.answer(FIRST);
    for (const wake of world.pass(5)) await world.advance(wake);

    expect(await world.stateOf(FIRST)).toBe("answered");
  });

  it("makes a command fail at its deadline that must not come late and whose charger stays away", async () => {
    const world = commandWorld();
    world.connect();
    await world.create({ ...first, whenOffline: "fail" });
    await world.advance();
    world.disconnect();

    await world.advance();
    const meanwhile = await world.stateOf(FIRST);
    for (const wake of world.pass(30)) await world.advance(wake);

    expect(meanwhile).toBe("sent");
    expect((await world.commandOf(FIRST))?.error?.code).toBe("charger.cut-off");
  });

  it("is no reason to fail for a command that met the old one dead: the new one gets it", async () => {
    const world = commandWorld();
    world.connect();
    world.pass(11);
    world.dropSilently();
    await world.create({ ...first, ...URGENT, ...RESET });
    const { connectionOf } = world.ports;
    const stale = await connectionOf(CHARGER);
    world.connect();
    let asked = 0;
    const ports = {
      ...world.ports,
      connectionOf: async () => (asked++ === 0 ? stale : connectionOf(CHARGER)),
    };

    await advanceCommandQueue(CHARGER, ports);
    for (const wake of world.pass(3)) await world.advance(wake);

    expect(world.received).toEqual([FIRST]);
  });
});

describe("a failure in the middle", () => {
  it("sends nothing twice, and the deadline ends what may or may not have arrived", async () => {
    const world = commandWorld();
    world.connect();
    await world.create(first);
    world.disturbNextPost("throw");

    const run = world.advance();
    await expect(run).rejects.toThrow("network");
    await world.advance();
    for (const wake of world.pass(30)) await world.advance(wake);

    expect(world.received).toEqual([]);
    expect(await world.stateOf(FIRST)).toBe("timed-out");
  });

  it("leaves no place behind that outlived its command", async () => {
    const { ports } = commandWorld();
    const places = [FIRST];
    const queue: CommandQueue = {
      ...ports.queue,
      head: async () => places.map((commandId) => ({ commandId, command: undefined }))[0],
      leave: async () => void places.pop(),
    };

    await advanceCommandQueue(CHARGER, { ...ports, queue });

    expect(places).toEqual([]);
  });

  it("pays no heed to the timer of a sending that is over", async () => {
    const world = commandWorld();
    await world.create(first);

    await world.advance({ ...CHARGER, commandId: FIRST, sentAt: "2026-03-01T09:59:00.000Z" });

    expect(world.timers).toEqual([]);
    expect(await world.stateOf(FIRST)).toBe("queued");
  });
});

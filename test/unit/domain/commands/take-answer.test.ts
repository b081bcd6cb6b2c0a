import { describe, expect, it } from "vitest";
import { type Answer, takeAnswer } from "#domain/commands/take-answer.ts";
import { aCommand, aSentCommand } from "#test/support/commands.ts";
import { memoryCommandStore } from "#test/support/memory-command-store.ts";

const { commandId } = aCommand();
const received = {
  operatorId: "demo-a",
  chargerId: "CP-1",
  messageId: commandId,
  receivedAt: "2026-03-01T10:00:02.000Z",
};
const ACCEPTED: Answer = { kind: "response", response: { status: "Accepted" } };

async function storeWith(state: "queued" | "sent") {
  const store = memoryCommandStore();
  await store.create(aCommand());
  if (state === "sent") await store.markSent(aSentCommand());
  const ports = { find: store.find, queue: store };
  return { store, take: (answer: Answer) => takeAnswer(received, () => answer, ports) };
}

describe("an answer to a command that was sent", () => {
  it("is kept, and frees the queue", async () => {
    const { store, take } = await storeWith("sent");

    const finished = await take(ACCEPTED);

    expect(finished).toMatchObject({ state: "answered", response: { status: "Accepted" } });
    expect(store.all()).toEqual([finished]);
    expect(await store.head(received)).toBeUndefined();
  });

  it("is a failure with the charger's own words when it is a CALLERROR, cut to what OCPP allows", async () => {
    const { take } = await storeWith("sent");

    const finished = await take({ kind: "refusal", code: "Odd", description: "x".repeat(9_999) });

    expect(finished).toMatchObject({ state: "failed", finishedAt: received.receivedAt });
    expect(finished?.error).toEqual({ code: "Odd", description: "x".repeat(255) });
  });

  it("is kept in part when nobody can read it", async () => {
    const { take } = await storeWith("sent");

    const finished = await take({
      kind: "unreadable",
      text: "[3,".repeat(9_999),
      description: "d",
    });

    expect(finished?.error).toEqual({ code: "response.invalid", description: "d" });
    expect(finished?.response).toEqual({ raw: "[3,".repeat(9_999).slice(0, 8_192) });
  });
});

describe("an answer to a command that waits to be sent again", () => {
  it("ends it, so that the charger is not told twice", async () => {
    const store = memoryCommandStore();
    await store.create(aCommand());
    await store.markSent(aSentCommand());
    await store.requeue({ ...aSentCommand(), state: "queued" });

    const finished = await takeAnswer(received, () => ACCEPTED, { find: store.find, queue: store });

    expect(finished).toMatchObject({ state: "answered" });
    expect(await store.head(received)).toBeUndefined();
  });

  it("counts also where the command is sent again while it is read", async () => {
    const store = memoryCommandStore();
    await store.create(aCommand());
    await store.markSent(aSentCommand());
    await store.requeue({ ...aSentCommand(), state: "queued" });
    const read = () => {
      void store.markSent(aSentCommand({ sentTo: "socket-2" }));
      return ACCEPTED;
    };

    const finished = await takeAnswer(received, read, { find: store.find, queue: store });

    expect(finished).toMatchObject({ state: "answered" });
    expect(await store.head(received)).toBeUndefined();
  });
});

describe("an answer that nobody waits for", () => {
  it("changes nothing before the command was sent", async () => {
    const { store, take } = await storeWith("queued");

    const finished = await take(ACCEPTED);

    expect(finished).toBeUndefined();
    expect(store.all()).toEqual([aCommand()]);
  });

  it("changes nothing when it comes twice", async () => {
    const { store, take } = await storeWith("sent");
    await take(ACCEPTED);

    const second = await take({ kind: "refusal", code: "GenericError", description: "" });

    expect(second).toBeUndefined();
    expect(store.all()[0]?.state).toBe("answered");
  });

  it("changes nothing when it comes from another charger", async () => {
    const { store } = await storeWith("sent");
    const ports = { find: store.find, queue: store };

    const finished = await takeAnswer({ ...received, chargerId: "CP-2" }, () => ACCEPTED, ports);

    expect(finished).toBeUndefined();
    expect(store.all()).toEqual([aSentCommand()]);
  });
});

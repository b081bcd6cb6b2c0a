import { beforeEach, describe, expect, it } from "vitest";
import type { CommandStore } from "#adapters/dynamodb/command-store.ts";
import { aCommand, aCommandId, aSentCommand } from "./commands.ts";

const CHARGER = { operatorId: "demo-a", chargerId: "CP-1" };
const FINISHED = { state: "answered", finishedAt: "2026-03-01T10:00:02.000Z" } as const;

/** What every command store does; `freshStore` gives one without commands. */
export function describeCommandStore(name: string, freshStore: () => Promise<CommandStore>): void {
  let store: CommandStore;
  beforeEach(async () => {
    store = await freshStore();
  });

  const answer = (number: number) => ({
    ...aSentCommand({ commandId: aCommandId(number) }),
    ...FINISHED,
    response: { status: "Accepted" },
  });

  describe(`${name}: commands`, () => {
    it("gives back a command as it was created, whatever its payload holds", async () => {
      const payload = { "": null, huge: 1e300, deep: [[[{ é: "\u0000" }]]] };
      const command = aCommand({ payload });

      await store.create(command);

      expect(await store.find("demo-a", "CP-1", command.commandId)).toEqual(command);
    });

    it("keeps the commands of two chargers and two operators apart", async () => {
      await store.create(aCommand());

      expect(await store.find("demo-a", "CP-2", aCommandId(1))).toBeUndefined();
      expect(await store.find("demo-b", "CP-1", aCommandId(1))).toBeUndefined();
      expect(await store.head({ operatorId: "demo-b", chargerId: "CP-1" })).toBeUndefined();
    });

    it("refuses to create a command twice", async () => {
      await store.create(aCommand());

      const second = store.create(aCommand({ action: "Reset" }));

      await expect(second).rejects.toThrow("in use");
      expect((await store.find("demo-a", "CP-1", aCommandId(1)))?.action).toBe("ClearCache");
    });

    it("lists a charger's commands page by page, newest first", async () => {
      for (const number of [1, 3, 2]) {
        await store.create(aCommand({ commandId: aCommandId(number) }));
      }

      const first = await store.list("demo-a", "CP-1", { limit: 2 });
      const second = await store.list("demo-a", "CP-1", { limit: 2, after: first.after });

      expect(first.items.map(({ commandId }) => commandId)).toEqual([aCommandId(3), aCommandId(2)]);
      expect(second.items.map(({ commandId }) => commandId)).toEqual([aCommandId(1)]);
      expect(second.after).toBeUndefined();
    });
  });

  describe(`${name}: the queue`, () => {
    it("has the oldest command at its head", async () => {
      await store.create(aCommand({ commandId: aCommandId(2) }));
      await store.create(aCommand({ commandId: aCommandId(1) }));

      const head = await store.head(CHARGER);

      expect(head?.command?.commandId).toBe(aCommandId(1));
    });

    it("gives a command that has failed already no place", async () => {
      await store.create(aCommand({ state: "failed" }));

      expect(await store.head(CHARGER)).toBeUndefined();
    });

    it("has the outstanding command at its head, even before an older one that came later", async () => {
      await store.create(aCommand({ commandId: aCommandId(2) }));
      await store.markSent(aSentCommand({ commandId: aCommandId(2) }));
      await store.create(aCommand({ commandId: aCommandId(1) }));

      const head = await store.head(CHARGER);

      expect(head?.command).toEqual(aSentCommand({ commandId: aCommandId(2) }));
    });

    it("lets only one of two senders send a command", async () => {
      await store.create(aCommand());

      const sent = await Promise.all([
        store.markSent(aSentCommand()),
        store.markSent(aSentCommand()),
      ]);

      expect(sent.toSorted()).toEqual([false, true]);
    });

    it("lets no second command of a charger be outstanding, but one of another charger", async () => {
      const elsewhere = { chargerId: "CP-2" };
      await store.create(aCommand({ commandId: aCommandId(1) }));
      await store.create(aCommand({ commandId: aCommandId(2) }));
      await store.create(aCommand(elsewhere));
      await store.markSent(aSentCommand({ commandId: aCommandId(1) }));

      const second = await store.markSent(aSentCommand({ commandId: aCommandId(2) }));
      const other = await store.markSent(aSentCommand(elsewhere));

      expect([second, other]).toEqual([false, true]);
      expect((await store.find("demo-a", "CP-1", aCommandId(2)))?.state).toBe("queued");
    });

    it("goes on to the next command when the outstanding one is finished", async () => {
      await store.create(aCommand({ commandId: aCommandId(1) }));
      await store.create(aCommand({ commandId: aCommandId(2) }));
      await store.markSent(aSentCommand({ commandId: aCommandId(1) }));

      const finished = await store.finish(answer(1), "sent");

      expect(finished).toBe(true);
      expect((await store.head(CHARGER))?.commandId).toBe(aCommandId(2));
      expect(await store.markSent(aSentCommand({ commandId: aCommandId(2) }))).toBe(true);
      expect(await store.find("demo-a", "CP-1", aCommandId(1))).toEqual(answer(1));
    });

    it("finishes a command once, and only from the state that the caller saw", async () => {
      await store.create(aCommand());
      const tooEarly = await store.finish(answer(1), "sent");
      await store.markSent(aSentCommand());

      const fromQueued = await store.finish(answer(1), "queued");
      const first = await store.finish(answer(1), "sent");
      const second = await store.finish({ ...answer(1), state: "timed-out" }, "sent");

      expect([tooEarly, fromQueued, first, second]).toEqual([false, false, true, false]);
      expect((await store.find("demo-a", "CP-1", aCommandId(1)))?.state).toBe("answered");
    });

    it("keeps the place of a command that goes back to the queue", async () => {
      await store.create(aCommand({ commandId: aCommandId(1) }));
      await store.create(aCommand({ commandId: aCommandId(2) }));
      await store.markSent(aSentCommand({ commandId: aCommandId(1) }));

      const waiting = { ...aSentCommand({ commandId: aCommandId(1) }), state: "queued" } as const;
      const requeued = await store.requeue(waiting);

      expect(requeued).toBe(true);
      expect((await store.head(CHARGER))?.command).toEqual(waiting);
      expect(await store.requeue(waiting)).toBe(false);
    });

    it("neither takes back nor ends a sending by what was known of the one before", async () => {
      await store.create(aCommand());
      await store.markSent(aSentCommand());
      await store.requeue({ ...aSentCommand(), state: "queued" });
      await store.markSent(aSentCommand({ sentTo: "socket-2" }));

      const requeued = await store.requeue({ ...aSentCommand(), state: "queued" });
      const finished = await store.finish(answer(1), "sent");

      expect([requeued, finished]).toEqual([false, false]);
    });

    it("forgets the place of a command that needs it no longer", async () => {
      await store.create(aCommand());
      await store.markSent(aSentCommand());

      await store.leave(CHARGER, aCommandId(1));

      expect(await store.head(CHARGER)).toBeUndefined();
    });
  });
}

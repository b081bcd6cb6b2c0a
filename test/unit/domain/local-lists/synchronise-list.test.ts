import { describe, expect, it } from "vitest";
import { type ListUpdate, type LocalList, newLocalList } from "#domain/local-lists/local-list.ts";
import { synchroniseList } from "#domain/local-lists/synchronise-list.ts";
import { afterSend, afterVersion } from "#domain/local-lists/take-list-answer.ts";

const NOW = "2026-03-01T10:00:00.000Z";
const known: LocalList = { ...newLocalList("op", "CP-1"), isKnown: true, version: 1 };

/** A charger that takes what it is sent, message by message, until nothing more comes. */
async function converge(
  start: LocalList,
  wanted: Readonly<Record<string, number>>,
  existing: readonly string[] = Object.keys(wanted),
  limits = { perMessage: 2, maxEntries: 10 },
) {
  let list = start;
  const sent: ListUpdate[] = [];
  for (let turn = 0; turn < 20; turn++) {
    const before = sent.length;
    await synchroniseList(list, wanted, NOW, {
      lists: {
        find: async () => list,
        write: async (next) => {
          list = { ...next, version: next.version + 1 };
          return true;
        },
      },
      limitsOf: async () => limits,
      whichExist: async (refs) => new Set(refs.filter((ref) => existing.includes(ref))),
      send: async (_, update, begin) => {
        if (await begin(`C-${turn}`)) sent.push(update);
      },
    });
    if (sent.length === before) break;
    list = afterSend(list, `C-${turn}`, "Accepted", NOW) ?? list;
  }
  return { list, sent };
}

describe("a local list", () => {
  it("of which nothing is known is sent whole, in as many messages as it takes", async () => {
    const { list, sent } = await converge(newLocalList("op", "CP-1"), { a: 1, b: 1, c: 1 });

    expect(sent).toEqual([
      { type: "full", listVersion: 1, set: { a: 1, b: 1 }, removed: [] },
      { type: "differential", listVersion: 2, set: { c: 1 }, removed: [] },
    ]);
    expect(list).toMatchObject({ entries: { a: 1, b: 1, c: 1 }, synchronisedVersion: 2 });
  });

  it("that is known is sent what differs: new, changed and removed tokens", async () => {
    const held = { ...known, listVersion: 4, entries: { a: 1, b: 1 } };

    const { list, sent } = await converge(held, { a: 2, c: 1 }, ["a", "b", "c"]);

    expect(sent[0]).toEqual({
      type: "differential",
      listVersion: 5,
      set: { a: 2 },
      removed: ["b"],
    });
    expect(list.entries).toEqual({ a: 2, c: 1 });
  });

  it("is sent whole where a token is gone that nobody can name any more", async () => {
    const held = { ...known, listVersion: 4, entries: { a: 1, gone: 1 } };

    const { sent } = await converge(held, { a: 1 });

    expect(sent).toEqual([{ type: "full", listVersion: 5, set: { a: 1 }, removed: [] }]);
  });

  it("keeps those that it has where there is no room for all", async () => {
    const held = { ...known, listVersion: 1, entries: { z: 1 } };
    const limits = { perMessage: 5, maxEntries: 2 };

    const { list } = await converge(held, { a: 1, b: 1, z: 1 }, ["a", "b", "z"], limits);

    expect(list).toMatchObject({ entries: { a: 1, z: 1 }, leftOut: 1 });
  });

  it("is left alone for a while after the charger refused it", async () => {
    const pending = {
      type: "full",
      listVersion: 1,
      set: { a: 1 },
      removed: [],
      commandId: "C",
      since: NOW,
    } as const;

    const failed = afterSend({ ...known, pending }, "C", "Failed", NOW) ?? known;
    const { sent } = await converge(failed, { a: 1 });

    expect(failed).toMatchObject({ failedAs: "Failed", retryAt: "2026-03-01T11:00:00.000Z" });
    expect(sent).toEqual([]);
  });

  it.each(["VersionMismatch", "TimedOut"])("is not known any more after %s", (word) => {
    const pending = {
      type: "differential",
      listVersion: 2,
      set: {},
      removed: [],
      commandId: "C",
      since: NOW,
    } as const;

    expect(afterSend({ ...known, pending }, "C", word, NOW)).toMatchObject({ isKnown: false });
    expect(afterSend({ ...known, pending }, "another", word, NOW)).toBeUndefined();
  });

  it("is not known any more where the charger has another version", () => {
    const held = { ...known, listVersion: 4 };

    expect(afterVersion(held, 4, NOW)).toMatchObject({ isKnown: true, reportedVersion: 4 });
    expect(afterVersion(held, 0, NOW)).toMatchObject({ isKnown: false });
    expect(afterVersion(held, -1, NOW)).toMatchObject({ failedAs: "NotSupported" });
  });
});

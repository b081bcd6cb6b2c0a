import { describe, expect, it } from "vitest";
import { type Arrival, append, type Journal } from "#domain/audit/append.ts";
import { genesisHash } from "#domain/audit/chain.ts";
import { seeded } from "#test/support/audit/alterations.ts";
import { anArrival, memoryJournal } from "#test/support/audit/memory-journal.ts";
import { checkChain } from "#tools/verify/check-chain.ts";
import { checkPage } from "#tools/verify/check-page.ts";
import { sha256 } from "#tools/verify/sha256.ts";

const CHAIN = { operatorId: "demo-a", table: "Fleet" };
const SHARD = "shardId-1";
const arrivals = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => anArrival(from + index));
const ids = (from: number, to: number) => arrivals(from, to).map(({ facts }) => facts.entryId);

function world() {
  const memory = memoryJournal();
  const ports = { journal: memory.journal, sha256 };
  return {
    ...memory,
    ports,
    add: (news: readonly Arrival[], shardId = SHARD) => append(CHAIN, shardId, news, ports),
  };
}

/** Whether the stored pages are one unbroken chain. */
function faults(pages: ReturnType<ReturnType<typeof memoryJournal>["pages"]>) {
  const after = { sequence: 0, hash: genesisHash(CHAIN, sha256) };
  return [
    ...pages.map(({ page, lines }) => checkPage(page, lines)).filter((fault) => fault),
    ...checkChain(
      { chain: CHAIN, after, heads: [] },
      pages.map(({ page }) => page),
    ),
  ];
}

describe("changes that arrive", () => {
  it("become entries in their order, numbered from 1, behind one another", async () => {
    const { add, pages, entryIds } = world();

    await add(arrivals(0, 3));
    await add(arrivals(3, 5));

    expect(entryIds("Fleet")).toEqual(ids(0, 5));
    expect(pages("Fleet").map(({ page }) => page.firstSequence)).toEqual([1, 4]);
    expect(faults(pages("Fleet"))).toEqual([]);
  });

  it("become one entry each, however often and in whatever batches they come again", async () => {
    const { add, pages, entryIds } = world();
    const random = seeded(7);

    for (let end = 0, step = 0; end < 300; step++) {
      const start = Math.max(0, end - random(40));
      const until = Math.min(300, end + random(30));
      await add(arrivals(start, until));
      // What has come once may all come again at any time.
      if (step % 5 === 0) await add(arrivals(0, until));
      end = until;
    }

    expect(entryIds("Fleet")).toEqual(ids(0, 300));
    expect(faults(pages("Fleet"))).toEqual([]);
  });

  it("of two shards do not hide one another, though their numbers overlap", async () => {
    const { add, entryIds } = world();

    await add(arrivals(5, 8), "shardId-1");
    await add(arrivals(0, 3), "shardId-2");
    await add(arrivals(5, 9), "shardId-1");

    expect(entryIds("Fleet")).toEqual([...ids(5, 8), ...ids(0, 3), ...ids(8, 9)]);
  });

  it("are found again although the numbers grow by a digit", async () => {
    const { add, entryIds } = world();
    const [one, other] = [
      anArrival(1, { sequenceNumber: "999" }),
      anArrival(2, { sequenceNumber: "1000" }),
    ];

    await add([one, other]);
    await add([one, other]);

    expect(entryIds("Fleet")).toEqual(["entry-1", "entry-2"]);
  });

  it("are in one unbroken chain when several writers write at once", async () => {
    const { add, pages, entryIds } = world();

    await Promise.all(
      Array.from({ length: 8 }, (_, shard) =>
        add(arrivals(shard * 10, shard * 10 + 10), `shardId-${shard}`),
      ),
    );

    expect(entryIds("Fleet").toSorted()).toEqual(ids(0, 80).toSorted());
    expect(faults(pages("Fleet"))).toEqual([]);
  });

  it("are written by a writer whose memory of the chain is old", async () => {
    const { add, ports, entryIds } = world();
    const old = await add(arrivals(0, 2));
    await add(arrivals(2, 4));

    await append(CHAIN, SHARD, arrivals(0, 6), ports, old);

    expect(entryIds("Fleet")).toEqual(ids(0, 6));
  });

  it("are complete after a crash half way, when the batch comes again", async () => {
    const { journal, pages, entryIds, add } = world();
    const many = arrivals(0, 1_200);
    let left = 1;
    const dying: Journal = {
      ...journal,
      putPage: async (page) => {
        if (left-- <= 0) throw new Error("the machine is gone");
        return journal.putPage(page);
      },
    };

    await expect(append(CHAIN, SHARD, many, { journal: dying, sha256 })).rejects.toThrow("gone");
    const kept = entryIds("Fleet").length;
    await add(many);

    expect(kept).toBeGreaterThan(0);
    expect(kept).toBeLessThan(1_200);
    expect(entryIds("Fleet")).toEqual(ids(0, 1_200));
    expect(faults(pages("Fleet"))).toEqual([]);
  });

  it("fit their page: neither its item nor its transaction grows beyond what DynamoDB takes", async () => {
    const { add, pages, entryIds } = world();
    const large = { value: "x".repeat(16_000) };
    const wide = arrivals(0, 60).map((arrival) => ({
      ...arrival,
      facts: { ...arrival.facts, changes: { name: { before: large, after: large } } },
    }));
    const searched = arrivals(60, 300).map((arrival, index) => ({
      ...arrival,
      terms: [{ by: "object" as const, value: `charger#${index}` }],
    }));

    await add([...wide, ...searched]);

    expect(entryIds("Fleet")).toEqual(ids(0, 300));
    for (const { lines, terms } of pages("Fleet")) {
      expect(lines.join("\n").length).toBeLessThan(300_000);
      expect(terms.length).toBeLessThan(99);
    }
  });

  it("leave out of the positions what cannot come any more, and nothing else", async () => {
    const { add, pages } = world();
    const at = (hour: number, index: number) => {
      const { facts, ...more } = anArrival(index);
      return { ...more, facts: { ...facts, at: new Date(hour * 3_600_000).toISOString() } };
    };

    await add([at(0, 0)], "shardId-old");
    await add([at(10, 1)], "shardId-late");
    await add([at(31, 2)], "shardId-new");

    expect(Object.keys(pages("Fleet").at(-1)?.positions ?? {})).toEqual([
      "shardId-late",
      "shardId-new",
    ]);
  });
});

import { describe, expect, it } from "vitest";
import { BOOKKEEPING, LIFE } from "#domain/audit/item-kind.ts";
import {
  isMechanics,
  JOURNALED_TABLES,
  type JournaledTable,
  journaledKinds,
} from "#domain/audit/kind-of.ts";
import { DATA_MAP } from "#domain/privacy/data-map.ts";

const isJournaled = (table: string): table is JournaledTable =>
  JOURNALED_TABLES.some((each) => each === table);
const stored = DATA_MAP.flatMap((kind) => {
  const { table, sortKey } = kind;
  if (!isJournaled(table) || isMechanics(table, sortKey)) return [];
  const name = `${table} ${sortKey}`;
  return [{ ...kind, name }];
});
const journaled = journaledKinds().map((kind) => ({ ...kind, name: `${kind.table} ${kind.sk}` }));
const own = (name: string): boolean => !BOOKKEEPING.has(name) && !LIFE.has(name);
const listed = (...lists: readonly (readonly string[] | undefined)[]): readonly string[] =>
  lists.flatMap((list) => list ?? []);

describe("the journal and the data map", () => {
  it("know the same kinds of items", () => {
    expect(journaled.map(({ name }) => name).sort()).toEqual(stored.map(({ name }) => name).sort());
  });

  it.each(stored)("know the same attributes of $name, each in one way", ({ name, attributes }) => {
    const kind = journaled.find((each) => each.name === name);

    const declared = listed(kind?.shown, kind?.withheld, kind?.bookkeeping);

    expect([...declared].sort()).toEqual(
      listed(...Object.values(attributes))
        .filter(own)
        .sort(),
    );
  });

  it.each(stored)("show nothing of $name that is sealed or a blind index", (kind) => {
    const shown = journaled.find(({ name }) => name === kind.name)?.shown ?? [];

    const guarded = listed(kind.attributes.sealed, kind.attributes["blind-index"]);

    expect(shown.filter((name) => guarded.includes(name))).toEqual([]);
  });

  it("have no kind twice under one sort key", () => {
    const names = journaled.map(({ name }) => name);

    expect(names).toEqual([...new Set(names)]);
  });
});

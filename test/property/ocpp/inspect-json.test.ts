import fc from "fast-check";
import { expect, it } from "vitest";
import { inspectJson } from "#ocpp/inspect-json.ts";

/** A tree whose objects are lists of entries, so that a key can stand twice. */
type Tree = { readonly leaf: unknown } | { readonly list: Tree[] } | { readonly entries: Entry[] };
type Entry = readonly [key: string, spelledOut: boolean, value: Tree];

const key = fc.oneof(
  fc.constantFrom("a", "b", 'quo"te', "back\\slash", "{", "__proto__", ""),
  fc.string(),
);

const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { depthSize: "small" },
    fc.record({ leaf: fc.oneof(fc.string(), fc.double({ noNaN: true }), fc.constant(null), key) }),
    fc.record({ list: fc.array(tie("tree"), { maxLength: 4 }) }),
    fc.record({ entries: fc.array(fc.tuple(key, fc.boolean(), tie("tree")), { maxLength: 5 }) }),
  ),
}));

const blank = fc.constantFrom("", " ", "\n\t");

it("agrees with a slow look at the same tree", () => {
  fc.assert(
    fc.property(tree, blank, (value, space) => {
      const text = textOf(value, space);

      expect(JSON.parse(text)).toBeDefined();
      expect(inspectJson(text)).toEqual({
        depth: depthOf(value),
        hasDuplicateKeys: hasDuplicates(value),
      });
    }),
    { numRuns: 1000 },
  );
});

it("finds nothing in what JSON.stringify wrote", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(inspectJson(JSON.stringify(value)).hasDuplicateKeys).toBe(false);
    }),
  );
});

function textOf(value: Tree, space: string): string {
  if ("leaf" in value) return JSON.stringify(value.leaf);
  if ("list" in value) {
    return `[${space}${value.list.map((item) => textOf(item, space)).join(`${space},${space}`)}]`;
  }
  const entries = value.entries.map(
    ([name, spelledOut, item]) => `${keyText(name, spelledOut)}${space}:${textOf(item, space)}`,
  );
  return `{${entries.join(`,${space}`)}${space}}`;
}

function keyText(name: string, spelledOut: boolean): string {
  if (!spelledOut) return JSON.stringify(name);
  const units = Array.from({ length: name.length }, (_, at) => name.charCodeAt(at));
  return `"${units.map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`).join("")}"`;
}

function childrenOf(value: Tree): readonly Tree[] {
  if ("leaf" in value) return [];
  return "list" in value ? value.list : value.entries.map(([, , item]) => item);
}

function depthOf(value: Tree): number {
  return "leaf" in value ? 0 : 1 + Math.max(0, ...childrenOf(value).map(depthOf));
}

function hasDuplicates(value: Tree): boolean {
  const keys = "entries" in value ? value.entries.map(([name]) => name) : [];
  return (
    keys.some((name, at) => keys.indexOf(name) !== at) || childrenOf(value).some(hasDuplicates)
  );
}

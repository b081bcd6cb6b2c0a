import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "#domain/access/canonical-json.ts";

/** What JSON can say: no -0, which it writes as 0, and whole characters only. */
const values = fc
  .jsonValue({ stringUnit: "grapheme-ascii" })
  .map((value): unknown => JSON.parse(JSON.stringify(value)));

describe("the canonical text of any JSON value", () => {
  it("says what the value says", () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(value);
      }),
    );
  });

  it("is the same for the same value, however its keys are ordered", () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(canonicalJson(reversed(value))).toBe(canonicalJson(value));
      }),
    );
  });

  it("is another one for another value", () => {
    fc.assert(
      fc.property(values, values, (one, other) => {
        expect(canonicalJson(one) === canonicalJson(other)).toBe(isDeepStrictEqual(one, other));
      }),
    );
  });
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).reverse();
  return Object.fromEntries(entries.map(([key, inner]) => [key, reversed(inner)]));
}

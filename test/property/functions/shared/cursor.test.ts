import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DomainError } from "#domain/errors.ts";
import { decodeCursor, encodeCursor } from "#functions/shared/cursor.ts";

const scope = fc.record({
  operatorId: fc.stringMatching(/^[a-z][a-z0-9-]{1,10}$/),
  list: fc.constantFrom("chargers", "tokens", "sessions"),
  filters: fc.dictionary(
    fc.constantFrom("state", "from", "to"),
    fc.option(fc.string(), { nil: undefined }),
  ),
});
const place = fc.string({ minLength: 1, maxLength: 100, unit: "binary" });

describe("a cursor", () => {
  it("names the place that it was made from", () => {
    fc.assert(
      fc.property(scope, place, (list, where) => {
        const cursor = encodeCursor(list, where.toWellFormed());

        expect(decodeCursor(list, cursor)).toBe(where.toWellFormed());
        expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
      }),
    );
  });

  it("is worth nothing to another operator, list or filter", () => {
    fc.assert(
      fc.property(scope, scope, place, (one, other, where) => {
        fc.pre(canonical(one) !== canonical(other));
        const cursor = encodeCursor(one, where);

        expect(() => decodeCursor(other, cursor)).toThrow(DomainError);
      }),
    );
  });

  it("is refused when it is garbage, and never breaks anything", () => {
    fc.assert(
      fc.property(scope, fc.string(), fc.json(), (list, text, json) => {
        for (const garbage of [text, Buffer.from(json).toString("base64url")]) {
          expect(() => decodeCursor(list, garbage)).toThrow(
            expect.objectContaining({ code: "request.cursor-invalid" }),
          );
        }
      }),
    );
  });

  it("does not mind the order in which filters were given", () => {
    const cursor = encodeCursor({ operatorId: "a", list: "l", filters: { x: 1, y: 2 } }, "here");

    expect(decodeCursor({ operatorId: "a", list: "l", filters: { y: 2, x: 1 } }, cursor)).toBe(
      "here",
    );
  });
});

function canonical(list: { operatorId: string; list: string; filters: object }): string {
  const set = Object.entries(list.filters).filter(([, value]) => value !== undefined);
  return JSON.stringify([list.operatorId, list.list, set.toSorted(([a], [b]) => (a < b ? -1 : 1))]);
}

import fc from "fast-check";
import { expect, it } from "vitest";
import { newCommandId } from "#domain/commands/command-id.ts";

const moment = fc.nat({ max: 2 ** 45 });
const random = fc.uint8Array({ minLength: 16, maxLength: 16 });

it("makes ids that fit a message id and sort by their time", () => {
  fc.assert(
    fc.property(moment, moment, random, random, (one, other, noise, otherNoise) => {
      const ids = [newCommandId(one, noise), newCommandId(other, otherNoise)];

      expect(ids.every((id) => /^[0-9A-HJKMNP-TV-Z]{26}$/.test(id))).toBe(true);
      if (one !== other) expect((ids[0] ?? "") < (ids[1] ?? "")).toBe(one < other);
    }),
  );
});

it("carries all of its randomness", () => {
  const zeros = new Uint8Array(16);

  const ids = Array.from({ length: 16 }, (_, place) => newCommandId(1, zeros.with(place, 1)));

  expect(new Set(ids).size).toBe(16);
});

it("refuses to make an id that could be guessed", () => {
  expect(() => newCommandId(1, new Uint8Array(8))).toThrow(RangeError);
});

import { describe, expect, it } from "vitest";
import {
  hasCardNumber,
  holdsCardNumber,
  withoutCardNumbers,
} from "#domain/payments/card-number.ts";

/** Made here from its check digit, so that no card number stands in the repository. */
function numberOf(length: number, separator = ""): string {
  const digits = Array.from({ length: length - 1 }, (_, index) => (index * 7 + 4) % 10);
  const sum = digits.toReversed().reduce((total, digit, place) => {
    const doubled = place % 2 === 0 ? digit * 2 : digit;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return [...digits, (10 - (sum % 10)) % 10].join(separator);
}

describe("what may be a card number", () => {
  it.each([13, 16, 19])(
    "is found with %i digits, in text and between blanks and hyphens",
    (length) => {
      const plain = numberOf(length);
      const spaced = numberOf(length, " ");
      const hyphened = numberOf(length, "-");

      const found = [plain, spaced, hyphened].map((text) =>
        hasCardNumber(`my card ${text}, thanks`),
      );

      expect(found).toEqual([true, true, true]);
    },
  );

  it("is none with another check digit, fewer or more digits, or one digit throughout", () => {
    const right = numberOf(16);
    const wrong = right.slice(0, -1) + ((Number(right.at(-1)) + 1) % 10);

    const texts = [wrong, numberOf(12), numberOf(20), "0".repeat(16), "2026-11-20T16:25:10.000Z"];

    expect(texts.map(hasCardNumber)).toEqual([false, false, false, false, false]);
  });

  it("is found anywhere in a body, as a number and as a field's name", () => {
    const number = numberOf(15);
    const bodies = [{ a: [{ b: number }] }, { a: Number(number) }, { [number]: 1 }, { a: "fine" }];

    expect(bodies.map(holdsCardNumber)).toEqual([true, true, true, false]);
  });

  it("is taken out of a text, and the rest stays", () => {
    const text = withoutCardNumbers(`pay with ${numberOf(16, " ")} please`);

    expect(text).toBe("pay with [card number removed] please");
  });
});

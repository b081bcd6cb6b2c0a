import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maskEmail, maskName, maskPhone, maskPlate } from "#domain/drivers/masks.ts";

const HIDDEN = "•";
const shownOf = (mask: string): string => [...mask].filter((sign) => sign !== HIDDEN).join("");
const word = fc.string({
  unit: fc.constantFrom(..."abcdefghijklmnopqrstuvwxyz0123456789"),
  minLength: 1,
});
const digits = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(..."0123456789"), minLength, maxLength });

describe("a mask", () => {
  it("shows at most the first characters of an address, and its top-level domain", () => {
    fc.assert(
      fc.property(word, word, word, (local, host, top) => {
        const [maskedLocal = "", maskedDomain = ""] = maskEmail(`${local}@${host}.${top}`).split(
          "@",
        );

        expect(shownOf(maskedLocal).length).toBeLessThanOrEqual(local.length < 3 ? 0 : 1);
        expect(maskedDomain.split(".").at(-1)).toBe(top);
        expect(shownOf(maskedDomain.split(".")[0] ?? "").length).toBeLessThanOrEqual(
          host.length < 3 ? 0 : 1,
        );
      }),
    );
  });

  it("shows at most four digits of a number within its country, and hides at least four", () => {
    fc.assert(
      fc.property(digits(5, 14), (rest) => {
        const mask = maskPhone(`+9${rest}`);
        const shown = mask.split("••• •••")[1]?.replaceAll(" ", "") ?? "";
        const national = rest.length - 2;

        expect(shown.length).toBeLessThanOrEqual(4);
        expect(`9${rest}`.endsWith(shown)).toBe(true);
        if (shown !== "") expect(national - shown.length).toBeGreaterThanOrEqual(3);
      }),
    );
  });

  it("never shows more than four characters of a plate, nor a short one", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(..."ABC123"), minLength: 1, maxLength: 12 }),
        (plate) => {
          const shown = shownOf(maskPlate(plate)).replaceAll(" ", "");

          expect(shown.length).toBeLessThanOrEqual(4);
          expect(plate.length - shown.length).toBeGreaterThanOrEqual(Math.min(3, plate.length));
        },
      ),
    );
  });

  it("shows one character of a word of a name, and none of a short one", () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), (words) => {
        const masks = maskName(words.join(" ")).split(" ");

        expect(masks.length).toBeLessThanOrEqual(3);
        for (const [index, mask] of masks.entries()) {
          const length = words[index]?.length ?? 0;
          expect(shownOf(mask).length).toBe(length < 3 ? 0 : 1);
        }
      }),
    );
  });
});

it.each([
  [maskEmail("ada@example.com"), "a•••@e•••.com"],
  [maskPhone("+905321231234"), "+90 ••• ••• 12 34"],
  [maskPhone("+14155550123"), "+1 ••• ••• 01 23"],
  [maskPlate("34 ABC 56"), "34 ••• 56"],
  [maskPlate("B X 12"), "•••"],
])("reads as %s", (mask, expected) => {
  expect(mask).toBe(expected);
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { issuesOf, jsonPointer } from "#functions/shared/json-pointer.ts";

/** RFC 6901 §4, read the other way. */
function follow(document: unknown, pointer: string): unknown {
  let value = document;
  for (const part of pointer.split("/").slice(1)) {
    const name = part.replaceAll("~1", "/").replaceAll("~0", "~");
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}

const name = fc.string({ unit: fc.constantFrom("a", "/", "~", "0", "1", " ", "ü"), minLength: 1 });

describe("a JSON Pointer", () => {
  it("leads to the place that it was made for, whatever the names", () => {
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 5 }), (path) => {
        const document = path.reduceRight<unknown>((inner, part) => ({ [part]: inner }), "here");

        expect(follow(document, jsonPointer(path))).toBe("here");
      }),
    );
  });

  it("leads to every unknown field", () => {
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 1 }), (names) => {
        const document = Object.fromEntries(names.map((one) => [one, "unknown"]));

        const { error } = z.strictObject({}).safeParse(document);
        const issues = issuesOf(error ?? { issues: [] }, "body");

        expect(issues.map(({ pointer }) => follow(document, pointer))).toEqual(
          names.map(() => "unknown"),
        );
      }),
    );
  });
});

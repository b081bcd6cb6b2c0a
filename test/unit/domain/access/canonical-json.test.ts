import { describe, expect, it } from "vitest";
import { canonicalJson } from "#domain/access/canonical-json.ts";
import { refusedAs } from "./builders.ts";

describe("canonical JSON", () => {
  it.each([
    [{ b: 1, a: [true, null, "x"] }, '{"a":[true,null,"x"],"b":1}'],
    [{ a: undefined, b: {} }, '{"b":{}}'],
    [[1e21, 0.000001, -0, 1.5], "[1e+21,0.000001,0,1.5]"],
    ['"\\\n€', '"\\"\\\\\\n€"'],
    [JSON.parse('{"__proto__":1,"10":2,"9":3}'), '{"10":2,"9":3,"__proto__":1}'],
  ])("of %j is %s", (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  it("RFC 8785 §3.2.3: sorts keys by their UTF-16 units", () => {
    const keys = ["\u20ac", "\r", "\ufb33", "1", "\ud83d\ude00", "\u0080", "\u00f6"];

    const text = canonicalJson(Object.fromEntries(keys.map((key) => [key, 0])));

    expect(Object.keys(JSON.parse(text))).toEqual([
      "1",
      "\r",
      "\u0080",
      "\u00f6",
      "\u20ac",
      "\ud83d\ude00",
      "\ufb33",
    ]);
  });

  const circle: unknown[] = [];
  circle.push(circle);

  it.each([
    ["a number that is none", Number.NaN],
    ["an endless number", [Number.POSITIVE_INFINITY]],
    ["half a character", "\ud83d"],
    ["half a character as a key", { "\ud83d": 1 }],
    ["a date", { at: new Date(0) }],
    ["a map", new Map()],
    ["nothing in a list", [undefined]],
    ["a hole in a list", new Array(1)],
    ["a big integer", 1n],
    ["a function", () => 1],
    ["what holds itself", circle],
  ])("cannot say %s", (_, value) => {
    expect(() => canonicalJson(value)).toThrow(refusedAs("request.invalid"));
  });
});

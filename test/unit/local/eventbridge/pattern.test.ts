import { describe, expect, it } from "vitest";
import { compilePattern, matches } from "#local/eventbridge/pattern.ts";

/** From AWS's description of each operator: pattern, an event that fits, one that does not. */
const OPERATORS: readonly (readonly [string, unknown, unknown, unknown])[] = [
  ["a value", { a: ["x"] }, { a: "x" }, { a: "y" }],
  ["one of several values", { a: ["x", "y"] }, { a: "y" }, { a: "z" }],
  ["a number", { a: [1] }, { a: 1.0 }, { a: "1" }],
  ["a boolean", { a: [true] }, { a: true }, { a: "true" }],
  ["null", { a: [null] }, { a: null }, {}],
  ["the empty text", { a: [""] }, { a: "" }, { a: " " }],
  ["prefix", { a: [{ prefix: "eu-" }] }, { a: "eu-west" }, { a: "us-eu-" }],
  [
    "prefix without case",
    { a: [{ prefix: { "equals-ignore-case": "EU" } }] },
    { a: "eu-west" },
    { a: "us" },
  ],
  ["suffix", { a: [{ suffix: ".png" }] }, { a: "f.png" }, { a: "png.f" }],
  [
    "suffix without case",
    { a: [{ suffix: { "equals-ignore-case": ".PNG" } }] },
    { a: "f.png" },
    { a: "f.pn" },
  ],
  ["equals-ignore-case", { a: [{ "equals-ignore-case": "AbC" }] }, { a: "aBc" }, { a: "abcd" }],
  ["anything-but", { a: [{ "anything-but": "x" }] }, { a: "y" }, { a: "x" }],
  ["anything-but of an absent field", { a: [{ "anything-but": "x" }] }, { a: "y" }, {}],
  ["anything-but a list", { a: [{ "anything-but": ["x", 1] }] }, { a: 2 }, { a: 1 }],
  [
    "anything-but a prefix",
    { a: [{ "anything-but": { prefix: "us" } }] },
    { a: "eu" },
    { a: "us1" },
  ],
  [
    "anything-but prefixes",
    { a: [{ "anything-but": { prefix: ["us", "eu"] } }] },
    { a: "ap" },
    { a: "eu1" },
  ],
  [
    "anything-but a suffix",
    { a: [{ "anything-but": { suffix: ".tmp" } }] },
    { a: "f.txt" },
    { a: "f.tmp" },
  ],
  [
    "anything-but a wildcard",
    { a: [{ "anything-but": { wildcard: "*/lib/*" } }] },
    { a: "/usr/bin/x" },
    { a: "/usr/lib/x" },
  ],
  [
    "anything-but without case",
    { a: [{ "anything-but": { "equals-ignore-case": "INIT" } }] },
    { a: "run" },
    { a: "init" },
  ],
  ["a numeric range", { a: [{ numeric: [">", 0, "<=", 5] }] }, { a: 5 }, { a: 5.1 }],
  ["a numeric value", { a: [{ numeric: ["=", 3e2] }] }, { a: 300 }, { a: "300" }],
  ["an IPv4 range", { a: [{ cidr: "10.0.0.0/24" }] }, { a: "10.0.0.255" }, { a: "10.0.1.0" }],
  ["an IPv6 range", { a: [{ cidr: "2001:db8::/32" }] }, { a: "2001:db8::1" }, { a: "10.0.0.1" }],
  ["that a field exists", { a: [{ exists: true }] }, { a: null }, {}],
  ["that a field does not exist", { a: [{ exists: false }] }, {}, { a: 1 }],
  ["that a nested field does not exist", { d: { a: [{ exists: false }] } }, {}, { d: { a: 1 } }],
  ["absent or a value", { a: [{ exists: false }, "x"] }, {}, { a: "y" }],
  ["wildcard", { a: [{ wildcard: "dir/*.png" }] }, { a: "dir/x/y.png" }, { a: "dir/x.jpg" }],
  ["an escaped star", { a: [{ wildcard: "a\\*b" }] }, { a: "a*b" }, { a: "axb" }],
  ["a dot in a wildcard", { a: [{ wildcard: "a.b*" }] }, { a: "a.bc" }, { a: "axbc" }],
  ["$or", { $or: [{ a: [1] }, { b: [2] }] }, { b: 2 }, { a: 2, b: 1 }],
  ["$or beside a field", { $or: [{ a: [1] }, { b: [2] }], c: ["z"] }, { a: 1, c: "z" }, { a: 1 }],
  ["a member of a list", { a: ["x"] }, { a: ["q", "x"] }, { a: ["q"] }],
  [
    "a field in a list of objects",
    { d: { r: { s: ["x"] } } },
    { d: { r: [{ s: "y" }, { s: "x" }] } },
    { d: { r: [{ s: "y" }] } },
  ],
  ["all fields at once", { a: [1], b: [2] }, { a: 1, b: 2 }, { a: 1 }],
  ["a value, not an object", { a: ["x"] }, { a: "x" }, { a: { b: "x" } }],
];

describe("an event pattern", () => {
  it.each(OPERATORS)("knows %s", (_name, pattern, fitting, other) => {
    const fits = compilePattern(pattern);

    expect([fits(fitting), fits(other)]).toEqual([true, false]);
  });

  it("takes everything when it asks for nothing", () => {
    expect(matches({}, { source: "x" })).toBe(true);
  });

  it("does not find what every object inherits", () => {
    expect(matches({ constructor: [{ exists: true }] }, {})).toBe(false);
  });

  it.each([
    ["an operator that AWS does not have", { a: [{ like: "x" }] }],
    ["a value outside a list", { a: "x" }],
    ["a comparison that is not one", { a: [{ numeric: ["~", 1] }] }],
    ["a range without a network", { a: [{ cidr: "somewhere/8" }] }],
    ["two operators in one object", { a: [{ prefix: "x", suffix: "y" }] }],
  ])("is refused with %s", (_name, pattern) => {
    expect(() => compilePattern(pattern)).toThrow(/pattern/);
  });
});

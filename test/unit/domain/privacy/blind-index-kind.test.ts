import { expect, it } from "vitest";
import { normalised } from "#domain/privacy/blind-index-kind.ts";

it.each([
  ["token", "ab12cd", "AB12CD"],
  ["email", " Ann.Lee@Example.COM ", "ann.lee@example.com"],
  ["phone", "+90 (532) 123-45-67", "+905321234567"],
  ["phone", "0090 532 123 45 67", "+905321234567"],
  ["plate", "34 abc-123", "34ABC123"],
  ["plate", "ÖÄ ü 12", "ÖÄÜ12"],
] as const)("knows a %s however it is written: %s", (kind, written, known) => {
  const spelling = normalised(kind, written);

  expect(spelling).toBe(known);
});

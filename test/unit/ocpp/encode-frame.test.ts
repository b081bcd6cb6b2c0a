import { expect, it } from "vitest";
import { encodeCall, encodeCallError, encodeCallResult } from "#ocpp/encode-frame.ts";

it("writes a call with its keys in their order", () => {
  const text = encodeCall("id-1", "Reset", { type: "Soft", a: 1 });

  expect(text).toBe('[2,"id-1","Reset",{"type":"Soft","a":1}]');
});

it("answers a numeric id with the same number", () => {
  const text = encodeCallResult(42, { currentTime: "2026-01-01T00:00:00Z" });

  expect(text).toBe('[3,42,{"currentTime":"2026-01-01T00:00:00Z"}]');
});

it("keeps the description of an error within 255 characters", () => {
  const text = encodeCallError("1", { code: "GenericError", description: "x".repeat(300) });

  expect(JSON.parse(text)).toEqual([4, "1", "GenericError", "x".repeat(255), {}]);
});

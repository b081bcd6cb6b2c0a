import { expect, it } from "vitest";
import { fingerprintOf } from "#adapters/credentials/fingerprint.ts";

it("recognises a secret where it is, and nowhere else", () => {
  const here = fingerprintOf("a-long-secret", "demo-a", "payments");

  expect(here).toMatch(/^[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}$/);
  expect(fingerprintOf("a-long-secret", "demo-a", "payments")).toBe(here);
  expect(fingerprintOf("a-long-secret", "demo-b", "payments")).not.toBe(here);
  expect(fingerprintOf("another-secret", "demo-a", "payments")).not.toBe(here);
});

import { describe, expect, it } from "vitest";
import { preferredWaitSeconds } from "#functions/rest/commands/prefer-wait.ts";

describe("Prefer", () => {
  it.each([
    ["wait=20", 20],
    ["respond-async, wait=5", 5],
    ['WAIT = "7"', 7],
    ["wait=0", 0],
    ["wait=600", 25],
  ])("of %s waits %i seconds", (prefer, seconds) => {
    expect(preferredWaitSeconds(prefer)).toBe(seconds);
  });

  it.each([undefined, "", "respond-async", "wait", "wait=-1", "wait=soon", "await=3"])(
    "of %s does not wait",
    (prefer) => {
      expect(preferredWaitSeconds(prefer)).toBeUndefined();
    },
  );
});

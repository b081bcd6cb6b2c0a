import { describe, expect, it } from "vitest";
import { signInAttempts } from "#local/cognito/sign-in-attempts.ts";

function failTimes(count: number) {
  const attempts = signInAttempts();
  for (let time = 0; time < count; time++) attempts.failed("a@example.com", 1_000);
  return attempts;
}

describe("guessing a password", () => {
  it("is free four times and has to wait after the fifth", () => {
    expect(failTimes(4).isBlocked("a@example.com", 1_001)).toBe(false);
    expect(failTimes(5).isBlocked("a@example.com", 1_001)).toBe(true);
  });

  it("may go on after half a minute", () => {
    const attempts = failTimes(5);

    expect(attempts.isBlocked("a@example.com", 30_999)).toBe(true);
    expect(attempts.isBlocked("a@example.com", 31_000)).toBe(false);
  });

  it("begins anew after a success", () => {
    const attempts = failTimes(5);

    attempts.succeeded("a@example.com");

    expect(attempts.isBlocked("a@example.com", 1_001)).toBe(false);
  });

  it("of one account leaves the others alone", () => {
    expect(failTimes(5).isBlocked("b@example.com", 1_001)).toBe(false);
  });
});

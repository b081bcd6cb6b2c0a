import { describe, expect, it } from "vitest";
import { createAttemptLimits, pauseMs } from "#local/cognito/attempt-limits.ts";

const MINUTE_MS = 60_000;

function clock() {
  let nowMs = 1_000_000;
  return {
    now: () => nowMs,
    advance: (milliseconds: number) => {
      nowMs += milliseconds;
    },
  };
}

const wrong = async () => undefined;
const right = async () => "in" as const;

describe("the pause after failures", () => {
  it("begins with the fifth, doubles, and ends at a quarter of an hour", () => {
    expect([0, 4, 5, 6, 7, 8, 9, 10, 11, 1_000].map(pauseMs)).toEqual([
      0, 0, 30_000, 60_000, 120_000, 240_000, 480_000, 900_000, 900_000, 900_000,
    ]);
  });
});

describe("attempts", () => {
  it("on one account are limited wherever they come from", async () => {
    const limits = createAttemptLimits(clock().now);
    for (let source = 0; source < 5; source++) {
      await limits.attempt({ account: "ada", source: `10.0.0.${source}` }, wrong);
    }

    const next = await limits.attempt({ account: "ada", source: "10.0.0.9" }, right);
    const other = await limits.attempt({ account: "bob", source: "10.0.0.9" }, right);

    expect([next.outcome, other.outcome]).toEqual(["blocked", "right"]);
  });

  it("grow slower with each failure after a pause", async () => {
    const { now, advance } = clock();
    const limits = createAttemptLimits(now);
    const trier = { account: "ada", source: "10.0.0.1" };
    for (let guess = 0; guess < 5; guess++) await limits.attempt(trier, wrong);
    advance(MINUTE_MS / 2);
    await limits.attempt(trier, wrong);
    advance(MINUTE_MS / 2);

    const early = await limits.attempt(trier, right);
    advance(MINUTE_MS / 2);
    const later = await limits.attempt(trier, right);

    expect([early.outcome, later.outcome]).toEqual(["blocked", "right"]);
  });

  it("of a source that failed elsewhere are not made free by a success", async () => {
    const limits = createAttemptLimits(clock().now);
    for (let guess = 0; guess < 5; guess++) {
      await limits.attempt({ account: `${guess}`, source: "10.0.0.1" }, wrong);
    }
    limits.succeeded("ada");

    const next = await limits.attempt({ account: "ada", source: "10.0.0.1" }, right);

    expect(next.outcome).toBe("blocked");
  });

  it("that are blocked are not made, and do not count", async () => {
    const { now, advance } = clock();
    const limits = createAttemptLimits(now);
    const trier = { account: "ada", source: "10.0.0.1" };
    let made = 0;
    const tryIt = async () => void made++;
    for (let guess = 0; guess < 50; guess++) await limits.attempt(trier, tryIt);
    advance(MINUTE_MS / 2);

    const next = await limits.attempt(trier, right);

    expect(made).toBe(5);
    expect(next.outcome).toBe("right");
  });

  it("go on after one that broke", async () => {
    const limits = createAttemptLimits(clock().now);
    const trier = { account: "ada", source: "10.0.0.1" };
    const broken = limits.attempt(trier, () => Promise.reject(new Error("disk")));
    await expect(broken).rejects.toThrow("disk");

    const next = await limits.attempt(trier, right);

    expect(next.outcome).toBe("right");
  });

  it("on invented accounts push no other account's failures out as long as it is tried", async () => {
    const limits = createAttemptLimits(clock().now);
    for (let guess = 0; guess < 12_000; guess++) {
      if (guess % 2_500 === 0) await limits.attempt({ account: "ada", source: `a${guess}` }, wrong);
      await limits.attempt({ account: `${guess}`, source: `${guess}` }, wrong);
    }

    const next = await limits.attempt({ account: "ada", source: "new" }, right);

    expect(next.outcome).toBe("blocked");
  });
});

import { describe, expect, it } from "vitest";
import { parseSchedule } from "#local/eventbridge/schedule.ts";

const FRIDAY_NOON = Date.parse("2026-11-20T12:00:30Z");

function nextRun(expression: string): string | undefined {
  const atMs = parseSchedule(expression)(FRIDAY_NOON);
  return atMs === undefined ? undefined : new Date(atMs).toISOString();
}

describe("a schedule", () => {
  it.each([
    ["rate(5 minutes)", "2026-11-20T12:05:30.000Z"],
    ["rate(1 hour)", "2026-11-20T13:00:30.000Z"],
    ["rate(2 days)", "2026-11-22T12:00:30.000Z"],
    ["cron(0/15 * * * ? *)", "2026-11-20T12:15:00.000Z"],
    ["cron(30 3 * * ? *)", "2026-11-21T03:30:00.000Z"],
    ["cron(0 8 ? * MON-FRI *)", "2026-11-23T08:00:00.000Z"],
    ["cron(0 0 L * ? *)", "2026-11-30T00:00:00.000Z"],
    ["cron(0 9 ? * 2#1 *)", "2026-12-07T09:00:00.000Z"],
  ])("%s fires next at %s", (expression, expected) => {
    expect(nextRun(expression)).toBe(expected);
  });

  it("fires never again once its years are over", () => {
    expect(nextRun("cron(0 0 1 1 ? 2020)")).toBeUndefined();
  });

  it.each(["rate(0 minutes)", "rate(5 fortnights)", "cron(* *)", "at(2026-11-20T00:00:00)", ""])(
    "%j is refused",
    (expression) => {
      expect(() => parseSchedule(expression)).toThrow(/schedule/);
    },
  );
});

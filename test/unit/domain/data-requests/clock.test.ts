import { describe, expect, it } from "vitest";
import { dueAtOf, extendedDueAt, warningsDue } from "#domain/data-requests/clock.ts";

describe("the clock of a request", () => {
  it.each([
    ["kvkk", "2026-01-31T09:00:00.000Z", "2026-03-02T09:00:00.000Z"],
    ["gdpr", "2026-01-31T09:00:00.000Z", "2026-02-28T09:00:00.000Z"],
    ["both", "2026-01-31T09:00:00.000Z", "2026-02-28T09:00:00.000Z"],
    ["gdpr", "2026-03-10T09:00:00.000Z", "2026-04-09T09:00:00.000Z"],
    ["gdpr", "2028-01-31T09:00:00.000Z", "2028-02-29T09:00:00.000Z"],
  ] as const)("under %s, from %s, ends at %s", (regime, receivedAt, dueAt) => {
    expect(dueAtOf(receivedAt, regime)).toBe(dueAt);
  });

  it("is extended by two months, at most to their last day", () => {
    expect(extendedDueAt("2026-12-31T09:00:00.000Z")).toBe("2027-02-28T09:00:00.000Z");
  });

  it.each([
    ["2026-03-20T23:59:59.000Z", [], []],
    ["2026-03-21T00:00:00.000Z", [], [20]],
    ["2026-03-21T00:00:00.000Z", [20], []],
    ["2026-03-28T00:00:00.000Z", [20], [27]],
    ["2026-04-30T00:00:00.000Z", [], [20, 27]],
  ])("at %s, when %j were warned of, warns of %j", (now, warnedDays, due) => {
    const receivedAt = "2026-03-01T00:00:00.000Z";

    expect(warningsDue({ receivedAt, warnedDays }, now)).toEqual(due);
  });
});

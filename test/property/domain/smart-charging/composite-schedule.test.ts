import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PlacedProfile } from "#domain/smart-charging/charging-profile.ts";
import { compositeSchedule } from "#domain/smart-charging/composite-schedule.ts";

const DAY = 86_400;
const FROM_MS = Date.parse("2026-03-02T23:00:00Z");
const SPAN = 300;

const second = fc.integer({ min: -SPAN, max: 2 * SPAN });
/** Days before as well, so that what comes again does so within the span. */
const time = fc
  .tuple(second, fc.constantFrom(0, 0, -DAY, -7 * DAY))
  .map(([offset, days]) => new Date(FROM_MS + (offset + days) * 1000).toISOString());
const periods = fc
  .uniqueArray(fc.integer({ min: 1, max: SPAN }), { maxLength: 4 })
  .chain((starts) =>
    fc.tuple(
      ...[0, ...starts.toSorted((one, other) => one - other)].map((startSeconds) =>
        fc.record({
          startSeconds: fc.constant(startSeconds),
          limit: fc.integer({ min: 0, max: 64 }),
        }),
      ),
    ),
  );
const schedule = fc.record(
  {
    unit: fc.constant("A" as const),
    startsAt: time,
    durationSeconds: fc.integer({ min: 1, max: SPAN }),
    periods,
  },
  { requiredKeys: ["unit", "startsAt", "periods"] },
);
const placed: fc.Arbitrary<PlacedProfile> = fc
  .record(
    {
      purpose: fc.constantFrom("charger-max", "external", "tx-default", "tx" as const),
      stackLevel: fc.integer({ min: 0, max: 3 }),
      kind: fc.constantFrom("absolute", "recurring", "relative" as const),
      recurrency: fc.constantFrom("daily", "weekly" as const),
      validFrom: time,
      validTo: time,
      schedule,
      connectorId: fc.integer({ min: 0, max: 1 }),
    },
    { requiredKeys: ["purpose", "stackLevel", "kind", "recurrency", "schedule", "connectorId"] },
  )
  .map(({ connectorId, ...profile }) => ({
    connectorId: profile.purpose === "charger-max" ? 0 : connectorId,
    profile: { ...profile, profileId: 1 } as PlacedProfile["profile"],
  }));
/** One level has one profile, as chargers have it. */
const profiles = fc.uniqueArray(placed, {
  minLength: 3,
  maxLength: 10,
  selector: ({ connectorId, profile }) => `${connectorId}.${profile.purpose}.${profile.stackLevel}`,
});
const transaction = fc.option(
  second.map((offset) => ({ transactionId: 7, startedMs: FROM_MS + offset * 1000 })),
  { nil: undefined },
);

type Line = (number | undefined)[];

/** Paints the schedules of one purpose and place over each other second by second, the lowest level first. */
function painted(all: readonly PlacedProfile[], purpose: string, place: number, relative: number) {
  const line: Line = Array.from({ length: SPAN });
  const ours = all
    .filter(({ connectorId, profile }) => connectorId === place && profile.purpose === purpose)
    .toSorted((one, other) => one.profile.stackLevel - other.profile.stackLevel);
  for (const { profile } of ours) {
    const { kind, recurrency, validFrom, validTo } = profile;
    const { startsAt = "", durationSeconds = Number.POSITIVE_INFINITY } = profile.schedule;
    const origin = kind === "relative" ? relative : (Date.parse(startsAt) - FROM_MS) / 1000;
    const cycle = recurrency === "daily" ? DAY : 7 * DAY;
    const from = validFrom ? (Date.parse(validFrom) - FROM_MS) / 1000 : Number.NEGATIVE_INFINITY;
    const to = validTo ? (Date.parse(validTo) - FROM_MS) / 1000 : Number.POSITIVE_INFINITY;
    for (let at = 0; at < SPAN; at++) {
      if (at < from || at >= to) continue;
      if (at < origin) continue;
      const into = kind === "recurring" ? (at - origin) % cycle : at - origin;
      if (into >= durationSeconds) continue;
      for (const { startSeconds, limit } of profile.schedule.periods) {
        if (startSeconds <= into) line[at] = limit;
      }
    }
  }
  return line;
}

function slowly(all: readonly PlacedProfile[], startedMs: number | undefined): Line {
  const relative = ((startedMs ?? FROM_MS) - FROM_MS) / 1000;
  const line = (purpose: string, place: number) => painted(all, purpose, place, relative);
  const max = line("charger-max", 0);
  const outside = [line("external", 0), line("external", 1)];
  const tx = startedMs === undefined ? [] : line("tx", 1);
  const own = line("tx-default", 1);
  const everywhere = line("tx-default", 0);
  return Array.from({ length: SPAN }, (_, at) => {
    const car = tx[at] ?? own[at] ?? everywhere[at];
    const caps = [max[at], outside[0]?.[at], outside[1]?.[at], car];
    const set = caps.filter((cap) => cap !== undefined);
    return set.length === 0 ? undefined : Math.min(...set);
  });
}

function bySecond(periods: ReturnType<typeof compositeSchedule>): Line {
  const line: Line = Array.from({ length: SPAN });
  for (const { startSeconds, limit } of periods) line.fill(limit, startSeconds);
  return line;
}

describe("a composite schedule", () => {
  it("says of each second what the profiles say, painted over each other one by one", () => {
    fc.assert(
      fc.property(profiles, transaction, (all, running) => {
        const found = compositeSchedule({
          profiles: all,
          connectorId: 1,
          fromMs: FROM_MS,
          durationSeconds: SPAN,
          unit: "A",
          transaction: running,
        });

        expect(bySecond(found)).toEqual(slowly(all, running?.startedMs));
      }),
      { numRuns: 400 },
    );
  });

  it("is never above what the charger as a whole may draw, and says no two things alike in a row", () => {
    fc.assert(
      fc.property(profiles, transaction, (all, running) => {
        const question = { fromMs: FROM_MS, durationSeconds: SPAN, unit: "A" } as const;
        const asked = { ...question, profiles: all, transaction: running };

        const connector = compositeSchedule({ ...asked, connectorId: 1 });
        const charger = compositeSchedule({ ...asked, connectorId: 0 });

        const whole = bySecond(charger);
        const own = bySecond(connector);
        const above = whole.filter((cap, at) => cap !== undefined && !((own[at] ?? 1e9) <= cap));
        expect(above).toEqual([]);
        for (const [index, { limit }] of connector.entries()) {
          if (index > 0) expect(limit).not.toBe(connector[index - 1]?.limit);
        }
      }),
      { numRuns: 400 },
    );
  });
});

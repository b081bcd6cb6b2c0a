import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { endedSession } from "#domain/charging/end-session.ts";
import { startedSession } from "#domain/charging/start-session.ts";
import { aStart } from "#test/unit/domain/charging/builders.ts";
import { readings, secondsAfterStart, tariffs } from "./arbitraries.ts";

const meter = fc.option(fc.double({ min: -1000, max: 1e9, noNaN: true }), { nil: undefined });
const sessions = fc
  .record({ meterStartWh: meter, tariff: fc.option(tariffs, { nil: undefined }) })
  .map((fields) => startedSession(aStart({ ...fields, startedAt: secondsAfterStart(0) })));
const stops = fc.record({
  endedAt: fc.integer({ min: -100_000, max: 1_000_000 }).map(secondsAfterStart),
  meterStopWh: meter,
  readings,
});
const sweeps = stops.map(({ endedAt, readings: read }) => ({
  endedAt,
  readings: read,
  flags: ["stop-missing" as const],
}));

describe("the end of any session", () => {
  it("is final: a second end changes nothing", () => {
    fc.assert(
      fc.property(sessions, stops, fc.oneof(stops, sweeps), (session, first, second) => {
        const ended = endedSession(session, first);

        expect(endedSession(ended, second)).toBe(ended);
      }),
    );
  });

  it("is the same whether or not the sweep closed the session before the stop came", () => {
    fc.assert(
      fc.property(sessions, sweeps, stops, (session, sweep, stop) => {
        const direct = endedSession(session, stop);
        const corrected = endedSession(endedSession(session, sweep), stop);

        expect(corrected).toEqual(direct);
      }),
    );
  });

  it("never comes before the start, and has a cost exactly where there is a tariff", () => {
    fc.assert(
      fc.property(sessions, stops, (session, stop) => {
        const { startedAt, endedAt = "", tariff, cost } = endedSession(session, stop);

        expect(Date.parse(endedAt)).toBeGreaterThanOrEqual(Date.parse(startedAt));
        expect(cost === undefined).toBe(tariff === undefined);
      }),
    );
  });
});

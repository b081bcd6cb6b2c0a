import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { energyOfSession } from "#domain/charging/energy.ts";
import { idleSecondsOf } from "#domain/charging/idle.ts";
import { latestValues } from "#domain/charging/latest-values.ts";
import type { MeterReading } from "#domain/charging/session.ts";
import { durationsSeconds, readings, secondsAfterStart } from "./arbitraries.ts";

const register = fc.option(fc.double({ min: 0, max: 1e9, noNaN: true }), { nil: undefined });
const meters = fc.record({ meterStartWh: register, meterStopWh: register });
const shuffled = readings.chain((original) =>
  fc.record({
    original: fc.constant(original),
    otherOrder: fc.shuffledSubarray([...original], { minLength: original.length }),
  }),
);

describe("any readings of a session", () => {
  it("give the same energy, idle time and latest values in any order", () => {
    fc.assert(
      fc.property(
        shuffled,
        meters,
        durationsSeconds,
        ({ original, otherOrder }, meter, seconds) => {
          expect(conclusions(otherOrder, meter, seconds)).toEqual(
            conclusions(original, meter, seconds),
          );
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("give the same energy when they arrive twice", () => {
    fc.assert(
      fc.property(readings, meters, (once, meter) => {
        const twice = [...once, ...once];

        expect(energyOfSession({ ...meter, readings: twice })).toEqual(
          energyOfSession({ ...meter, readings: once }),
        );
      }),
    );
  });

  it("give an integer energy that is never negative, even from no numbers at all", () => {
    const anything = fc.option(fc.double(), { nil: undefined });

    fc.assert(
      fc.property(readings, anything, anything, (some, meterStartWh, meterStopWh) => {
        const { energyWh } = energyOfSession({ meterStartWh, meterStopWh, readings: some });

        expect(Number.isInteger(energyWh) && energyWh >= 0).toBe(true);
      }),
    );
  });

  it("do not change what a plausible start and stop say, unless they go beyond it as before a reset", () => {
    const wattHours = fc.integer({ min: 0, max: 1_000_000_000 });

    fc.assert(
      fc.property(readings, wattHours, wattHours, (some, meterStartWh, energyWh) => {
        const meterStopWh = meterStartWh + energyWh;
        const within = some.filter(({ energyRegisterWh = 0 }) => energyRegisterWh <= energyWh);

        expect(energyOfSession({ meterStartWh, meterStopWh, readings: within })).toEqual({
          energyWh,
          flags: [],
        });
      }),
    );
  });

  it("give idle time within the session", () => {
    fc.assert(
      fc.property(readings, meters, durationsSeconds, (some, meter, seconds) => {
        const { idleSeconds } = conclusions(some, meter, seconds);

        expect(Number.isInteger(idleSeconds)).toBe(true);
        expect(idleSeconds).toBeGreaterThanOrEqual(0);
        expect(idleSeconds).toBeLessThanOrEqual(seconds);
      }),
    );
  });
});

function conclusions(
  some: readonly MeterReading[],
  meter: { meterStartWh: number | undefined; meterStopWh: number | undefined },
  seconds: number,
) {
  const period = { startedAt: secondsAfterStart(0), endedAt: secondsAfterStart(seconds) };
  return {
    energy: energyOfSession({ ...meter, readings: some }),
    idleSeconds: idleSecondsOf({ ...meter, ...period, readings: some }),
    latest: latestValues(some),
  };
}

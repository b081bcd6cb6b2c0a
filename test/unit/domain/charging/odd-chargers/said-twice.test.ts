import { expect, it } from "vitest";
import { aReading, at } from "../builders.ts";
import { anOddCharger } from "./odd-charger.ts";
import { rulesBelow } from "./rules-on-the-page.ts";

const NO_CLOCK = { startDigest: "no-clock", deviations: ["timestamp:substituted"] };

const RULES: Readonly<Record<string, () => Promise<void>>> = {
  "The same start again is the same session, whatever its message id": async () => {
    const charger = anOddCharger();

    const first = await charger.start("10:00", 1000);
    const again = await charger.start("10:00", 1000, { receivedAt: at("10:09") });

    expect(again).toBe(first);
    expect(charger.sessions.size).toBe(1);
    expect(charger.token("TAG-1")?.activeSessions).toBe(1);
  },

  "A start that is repeated after its session has ended begins nothing": async () => {
    const charger = anOddCharger();
    const first = await charger.start("10:00", 1000);
    await charger.stop(first, "11:00", 9000);
    const next = await charger.start("12:00", 9000);

    const again = await charger.start("10:00", 1000, { receivedAt: at("12:30") });

    expect(again).toBe(first);
    expect(charger.session(first)).toMatchObject({ state: "ended", energyWh: 8000 });
    expect(charger.session(next)?.state).toBe("active");
  },

  "A charger without a clock begins a second session with the words of the first once the first has ended":
    async () => {
      const charger = anOddCharger();
      const first = await charger.start("10:00", 0, NO_CLOCK);
      const repeated = await charger.start("10:01", 0, NO_CLOCK);
      await charger.stop(first, "11:00", 8000);

      const second = await charger.start("12:00", 0, NO_CLOCK);
      const secondAgain = await charger.start("12:01", 0, NO_CLOCK);

      expect(repeated).toBe(first);
      expect(second).not.toBe(first);
      expect(secondAgain).toBe(second);
      expect(charger.session(second)).toMatchObject({ state: "active", startedAt: at("12:00") });
    },

  "The same stop again changes nothing": async () => {
    const charger = anOddCharger();
    const id = await charger.start("10:00", 1000);
    await charger.stop(id, "11:00", 9000);
    const billed = charger.session(id);

    await charger.stop(id, "11:00", 9000);

    expect(charger.session(id)).toBe(billed);
    expect(charger.sessions.size).toBe(1);
  },

  "The same meter values again count once": async () => {
    const charger = anOddCharger();
    const id = await charger.start("10:00", 1000);
    const reading = aReading("10:10", { energyRegisterWh: 3000 });

    await charger.meter(id, reading);
    await charger.meter(id, reading);

    expect((await charger.store.load("demo-a", `session-${id}`)).readings).toEqual([reading]);
  },
};

it.each(Object.entries(RULES))("%s", (_name, holds) => holds());

it("has a test for every rule of the page", () => {
  expect(Object.keys(RULES)).toEqual(rulesBelow("Said twice"));
});

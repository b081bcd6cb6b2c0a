import { expect, it } from "vitest";
import { aReading, at } from "../builders.ts";
import { anOddCharger } from "./odd-charger.ts";
import { rulesBelow } from "./rules-on-the-page.ts";

/** Every order of some things. */
function ordersOf<T>(things: readonly T[]): readonly (readonly T[])[] {
  if (things.length < 2) return [things];
  return things.flatMap((first, index) =>
    ordersOf(things.toSpliced(index, 1)).map((rest) => [first, ...rest]),
  );
}

const RULES: Readonly<Record<string, () => Promise<void>>> = {
  "The events of a 2.0.1 transaction make the same bill in whatever order they come": async () => {
    type Charger = ReturnType<typeof anOddCharger>;
    const events = [
      ({ event }: Charger) => event("Started", "10:00", 0, 1000),
      ({ event }: Charger) => event("Updated", "10:20", 1, 3000, { tokenRef: "TAG-1" }),
      ({ event }: Charger) => event("Updated", "10:40", 2, 6000),
      ({ event }: Charger) => event("Ended", "11:00", 3, 9000),
    ];

    for (const order of ordersOf(events)) {
      const charger = anOddCharger();
      for (const send of [...order, ...order]) await send(charger);

      expect(charger.session("TX")).toMatchObject({
        state: "ended",
        startedAt: at("10:00"),
        endedAt: at("11:00"),
        tokenRef: "TAG-1",
        energyWh: 8000,
        cost: { amountMinor: 460 },
        flags: [],
      });
      expect(charger.token("TAG-1")?.activeSessions).toBe(0);
    }
  },

  "A start that comes after its end corrects the session that was made without it": async () => {
    const charger = anOddCharger();
    await charger.event("Updated", "10:30", 1, 6000);
    await charger.event("Ended", "11:00", 2, 9000);
    const assumed = charger.session("TX");

    await charger.event("Started", "10:00", 0, 1000);

    expect(assumed).toMatchObject({ energyWh: 3000, startedAt: at("10:30") });
    expect(assumed?.flags).toContain("start-missing");
    expect(charger.session("TX")).toMatchObject({
      energyWh: 8000,
      startedAt: at("10:00"),
      flags: [],
    });
  },

  "A new start at a connector closes the session that still charges there, with its last reading before":
    async () => {
      const charger = anOddCharger();
      const first = await charger.start("10:00", 1000);
      await charger.meter(first, aReading("10:30", { energyRegisterWh: 4000 }));
      await charger.meter(first, aReading("12:30", { energyRegisterWh: 9500 }));

      const second = await charger.start("12:00", 9000);

      expect(charger.session(first)).toMatchObject({
        state: "ended",
        endedAt: at("10:30"),
        energyWh: 3000,
        flags: ["stop-missing"],
      });
      expect(charger.session(second)).toMatchObject({ authorization: "Accepted", flags: [] });
      expect(charger.token("TAG-1")?.activeSessions).toBe(1);
    },

  "The real stop of a session that was closed for the next one corrects it": async () => {
    const charger = anOddCharger();
    const first = await charger.start("10:00", 1000);
    const second = await charger.start("12:00", 9000);

    await charger.stop(first, "11:00", 9000);

    expect(charger.session(first)).toMatchObject({ energyWh: 8000, flags: [] });
    expect(charger.session(second)?.state).toBe("active");
    expect(charger.token("TAG-1")?.activeSessions).toBe(1);
  },

  "A start from an offline queue that is older than what charges at its connector closes nothing":
    async () => {
      const charger = anOddCharger();
      const now = await charger.start("12:00", 9000);

      const older = await charger.start("10:00", 1000, { tokenRef: "TAG-2" });
      await charger.stop(older, "11:00", 9000);

      expect(charger.session(now)?.state).toBe("active");
      expect(charger.session(older)).toMatchObject({ energyWh: 8000, flags: [] });
      expect(await charger.store.occupantsOf(expect.anything())).toHaveLength(1);
    },

  "Meter values after the stop change nothing": async () => {
    const charger = anOddCharger();
    const id = await charger.start("10:00", 1000);
    await charger.stop(id, "11:00", 9000);
    const billed = charger.session(id);

    await charger.meter(id, aReading("11:05", { energyRegisterWh: 9900 }));

    expect(charger.session(id)).toBe(billed);
  },
};

it.each(Object.entries(RULES))("%s", (_name, holds) => holds());

it("has a test for every rule of the page", () => {
  expect(Object.keys(RULES)).toEqual(rulesBelow("Out of order"));
});

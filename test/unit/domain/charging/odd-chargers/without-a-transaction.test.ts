import { expect, it } from "vitest";
import { isBillHeld } from "#domain/charging/bill-held.ts";
import { aReading, at } from "../builders.ts";
import { anOddCharger } from "./odd-charger.ts";
import { rulesBelow } from "./rules-on-the-page.ts";

const BEYOND_EVERY_ID = 2 ** 31;

const RULES: Readonly<Record<string, () => Promise<void>>> = {
  "A stop whose id cannot be ours (0, −1, negative, above 2,147,483,647) ends the only session of its charger that it fits":
    async () => {
      for (const invented of [0, -1, -70_000, BEYOND_EVERY_ID]) {
        const charger = anOddCharger();
        const id = await charger.start("10:00", 1000);

        await charger.stop(invented, "11:00", 9000, { stopTokenRef: "TAG-1" });

        const session = charger.session(id);
        expect(session).toMatchObject({ state: "ended", energyWh: 8000, flags: ["stop-assigned"] });
        expect(session && isBillHeld(session)).toBe(true);
        expect(charger.sessions.size).toBe(1);
        expect(charger.raw).toHaveLength(1);
      }
    },

  "A stop without a transaction ends nothing where two sessions fit it": async () => {
    const charger = anOddCharger();
    const left = await charger.start("10:00", 1000);
    const right = await charger.start("10:00", 1000, { connectorId: 2, tokenRef: "TAG-2" });

    await charger.stop(-1, "11:00", 9000);

    expect(charger.session(left)?.state).toBe("active");
    expect(charger.session(right)?.state).toBe("active");
    expect(charger.session("stray--1-11:00")?.flags).toContain("start-missing");
  },

  "A stop of a transaction that never began is kept and billed by its own readings alone":
    async () => {
      const charger = anOddCharger();
      const other = await charger.start("10:00", 1000);
      const readings = [
        aReading("10:30", { energyRegisterWh: 4000, context: "Transaction.Begin" }),
        aReading("11:00", { energyRegisterWh: 9000, context: "Transaction.End" }),
      ];
      const kept = { readings, digest: "data", receivedAt: at("11:00") };

      await charger.stop(4711, "11:00", 9000, { kept });
      await charger.stop(4712, "11:00", 9000);

      expect(charger.session(other)?.state).toBe("active");
      const proven = charger.session("stray-4711-11:00");
      expect(proven).toMatchObject({ startedAt: at("10:30"), energyWh: 5000 });
      expect(proven && isBillHeld(proven)).toBe(true);
      expect(charger.session("stray-4712-11:00")).toMatchObject({ energyWh: 0 });
      expect(charger.raw).toHaveLength(2);
    },

  "A stop of another charger's transaction is kept, and neither ends nor makes a session":
    async () => {
      const charger = anOddCharger();
      const id = await charger.start("10:00", 1000);

      // To the thief's charger the transaction is no session of its own.
      await charger.stop(id, "11:00", 9000, { sessionId: "session-of-the-thief" });

      expect(charger.session(id)?.state).toBe("active");
      expect(charger.sessions.size).toBe(1);
      expect(charger.raw).toHaveLength(1);
    },

  "The same stop without a transaction again changes nothing": async () => {
    const charger = anOddCharger();
    const first = await charger.start("10:00", 1000);
    await charger.stop(-1, "11:00", 9000);
    const second = await charger.start("10:50", 9000, { connectorId: 2 });

    await charger.stop(-1, "11:00", 9000);
    await charger.stop(4711, "09:00", 9000);
    await charger.stop(4711, "09:00", 9000);

    expect(charger.session(first)).toMatchObject({ energyWh: 8000 });
    expect(charger.session(second)?.state).toBe("active");
    expect(charger.sessions.size).toBe(3);
  },

  "Meter values whose id cannot be ours belong to the session at their connector": async () => {
    const charger = anOddCharger();
    const id = await charger.start("10:00", 1000);

    await charger.meter(-1, aReading("10:10", { energyRegisterWh: 2000 }));
    await charger.meter("unusable", aReading("10:20", { energyRegisterWh: 3000 }));
    await charger.meter(undefined, aReading("10:30", { energyRegisterWh: 4000 }));

    const { readings } = await charger.store.load("demo-a", `session-${id}`);
    expect(readings.map(({ energyRegisterWh }) => energyRegisterWh)).toEqual([2000, 3000]);
  },

  "Meter values from before the session at their connector do not belong to it": async () => {
    const charger = anOddCharger();
    const id = await charger.start("10:00", 1000);

    await charger.meter(0, aReading("09:50", { energyRegisterWh: 900 }));

    expect((await charger.store.load("demo-a", `session-${id}`)).readings).toEqual([]);
  },
};

it.each(Object.entries(RULES))("%s", (_name, holds) => holds());

it("has a test for every rule of the page", () => {
  expect(Object.keys(RULES)).toEqual(rulesBelow("Without a transaction"));
});

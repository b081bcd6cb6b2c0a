import { describe, expect, it } from "vitest";
import { endedSession, startMissingSession } from "#domain/charging/end-session.ts";
import { anActiveSession, aReading, aStart, aTariff, at } from "./builders.ts";

const STOP = { endedAt: at("11:00"), meterStopWh: 9000, readings: [] };

describe("endedSession", () => {
  it("gives a session its energy, idle time and cost", () => {
    const tariff = aTariff({ idleMinorPerMinute: 10, idleGraceMinutes: 20 });
    const readings = [
      aReading("10:30", { energyRegisterWh: 9000 }),
      aReading("10:45", { energyRegisterWh: 9000 }),
    ];

    const session = endedSession(anActiveSession({ tariff }), {
      ...STOP,
      stopReason: "Local",
      stopTokenRef: "TAG-1",
      readings,
    });

    expect(session).toMatchObject({
      state: "ended",
      endedAt: at("11:00"),
      meterStopWh: 9000,
      energyWh: 8000,
      idleSeconds: 1800,
      stopReason: "Local",
      stopTokenRef: "TAG-1",
      cost: { amountMinor: 500, components: { energyMinor: 400, idleMinor: 100 } },
      flags: [],
    });
  });

  it("has no cost without a tariff", () => {
    const session = endedSession(anActiveSession({ tariff: undefined }), STOP);

    expect(session).toMatchObject({ energyWh: 8000, flags: ["no-tariff"] });
    expect(session).not.toHaveProperty("cost");
  });

  it("keeps the flags of the start and adds those of the stop", () => {
    const session = endedSession(anActiveSession({ flags: ["content-repaired"] }), {
      ...STOP,
      meterStopWh: 500,
      flags: ["timestamp-implausible"],
    });

    expect(session.flags).toEqual([
      "content-repaired",
      "timestamp-implausible",
      "energy-decreased",
    ]);
  });

  it.each([at("09:00"), "no time at all"])(
    "ends a session when it started if the stop says %s",
    (endedAt) => {
      const session = endedSession(anActiveSession(), { ...STOP, endedAt });

      expect(session).toMatchObject({ endedAt: at("10:00"), flags: ["stop-before-start"] });
    },
  );

  it("does not bill the whole register of a meter whose start is not known", () => {
    const readings = [aReading("10:01", { energyRegisterWh: 700_000 })];

    const session = endedSession(anActiveSession({ meterStartWh: undefined }), {
      ...STOP,
      meterStopWh: 705_000,
      readings,
    });

    expect(session).toMatchObject({ energyWh: 5000, cost: { amountMinor: 250 } });
  });

  it("changes nothing when a second stop comes", () => {
    const ended = endedSession(anActiveSession(), STOP);

    const again = endedSession(ended, { ...STOP, endedAt: at("23:00"), meterStopWh: 99_000 });

    expect(again).toBe(ended);
  });
});

describe("a session whose stop never came", () => {
  const readings = [aReading("10:40", { energyRegisterWh: 4000 })];
  const swept = endedSession(anActiveSession(), { readings, flags: ["stop-missing"] });

  it("ends with the last thing that the charger said", () => {
    expect(swept).toMatchObject({
      endedAt: at("10:40"),
      energyWh: 3000,
      cost: { amountMinor: 150 },
      flags: ["stop-missing"],
    });
  });

  it("ends when it started if the charger said nothing more", () => {
    const silent = endedSession(anActiveSession(), { readings: [], flags: ["stop-missing"] });

    expect(silent).toMatchObject({ endedAt: at("10:00"), energyWh: 0, flags: ["stop-missing"] });
  });

  it("is corrected by the real stop, which settles it", () => {
    const corrected = endedSession(swept, { ...STOP, stopReason: "Local", readings });

    expect(corrected).toMatchObject({
      endedAt: at("11:00"),
      energyWh: 8000,
      stopReason: "Local",
      cost: { amountMinor: 400 },
      flags: [],
    });
    expect(endedSession(corrected, { ...STOP, meterStopWh: 20_000 })).toBe(corrected);
  });

  it("decides anew what was odd about the end", () => {
    const decreased = endedSession(anActiveSession({ flags: ["content-repaired"] }), {
      readings: [aReading("10:40", { energyRegisterWh: 10 })],
      flags: ["stop-missing"],
    });

    const corrected = endedSession(decreased, STOP);

    expect(decreased.flags).toEqual(["content-repaired", "stop-missing", "energy-decreased"]);
    expect(corrected.flags).toEqual(["content-repaired"]);
  });

  it("is not swept twice", () => {
    const again = endedSession(swept, { endedAt: at("23:00"), readings, flags: ["stop-missing"] });

    expect(again).toBe(swept);
  });
});

describe("startMissingSession", () => {
  const unstarted = { ...aStart(), startedAt: undefined, meterStartWh: undefined, ...STOP };

  it("bills only from the first reading on", () => {
    const tariff = aTariff({ timeMinorPerMinute: 1 });
    const readings = [
      aReading("10:50", { energyRegisterWh: 8000 }),
      aReading("10:30", { energyRegisterWh: 6500 }),
    ];

    const session = startMissingSession({ ...unstarted, tariff, readings });

    expect(session).toMatchObject({
      state: "ended",
      startedAt: at("10:30"),
      endedAt: at("11:00"),
      energyWh: 2500,
      cost: { amountMinor: 155, components: { energyMinor: 125, timeMinor: 30 } },
      flags: ["start-missing"],
    });
  });

  it("bills neither energy nor time where only the stop is known", () => {
    const tariff = aTariff({ timeMinorPerMinute: 1 });

    const session = startMissingSession({ ...unstarted, tariff });

    expect(session).toMatchObject({
      startedAt: at("11:00"),
      endedAt: at("11:00"),
      energyWh: 0,
      cost: { amountMinor: 0 },
    });
  });

  it("bills nothing that was measured after its end only", () => {
    const readings = [aReading("11:30", { energyRegisterWh: 9000 })];

    const session = startMissingSession({ ...unstarted, readings });

    expect(session).toMatchObject({ startedAt: at("11:00"), endedAt: at("11:00"), energyWh: 0 });
  });

  it("belongs to nobody that anyone accepted", () => {
    const { authorization: _, tokenRef: __, ...unknown } = unstarted;

    const session = startMissingSession(unknown);

    expect(session).toMatchObject({
      authorization: "Pending",
      flags: ["start-missing", "not-authorized"],
    });
  });
});

import { describe, expect, it } from "vitest";
import { endedSession } from "#domain/charging/end-session.ts";
import { sessionView } from "#domain/charging/session-view.ts";
import { anActiveSession, aReading, aTariff, at } from "./builders.ts";

const NOW = at("10:30");

describe("sessionView", () => {
  it("shows what an active session comes to so far", () => {
    const tariff = aTariff({ timeMinorPerMinute: 1, idleMinorPerMinute: 6 });
    const readings = [
      aReading("10:10", { energyRegisterWh: 3000, powerW: 11_000, socPercent: 60 }),
      aReading("10:20", { energyRegisterWh: 3000, powerW: 0 }),
    ];

    const view = sessionView(anActiveSession({ tariff }), readings, NOW);

    expect(view).toEqual({
      billHeld: false,
      sessionId: "session-1",
      operatorId: "demo-a",
      chargerId: "CP-1",
      siteId: "site-1",
      connectorId: 1,
      transactionId: 1234,
      state: "active",
      tokenRef: "TAG-1",
      authorization: "Accepted",
      startedAt: at("10:00"),
      durationSeconds: 1800,
      energyWh: 2000,
      idleSeconds: 1200,
      cost: {
        amountMinor: 250,
        currency: "EUR",
        netMinor: 210,
        vatMinor: 40,
        components: { startFeeMinor: 0, energyMinor: 100, timeMinor: 30, idleMinor: 120 },
      },
      latest: {
        energyRegisterWh: { value: 3000, sampledAt: at("10:20") },
        powerW: { value: 0, sampledAt: at("10:20") },
        socPercent: { value: 60, sampledAt: at("10:10") },
      },
      flags: [],
    });
  });

  it("shows no energy that cannot have flowed since the start", () => {
    const mislabelled = [aReading("10:29", { energyRegisterWh: 1000 + 10_000_000 })];

    const view = sessionView(anActiveSession({ tariff: aTariff() }), mislabelled, NOW);

    expect(view.energyWh).toBe(0);
  });

  it("never takes a register for energy whose beginning is not known", () => {
    const session = anActiveSession({ meterStartWh: undefined });

    const view = sessionView(session, [aReading("10:10", { energyRegisterWh: 7000 })], NOW);

    expect(view.energyWh).toBe(0);
  });

  it("counts readings of a clock that is ahead of ours", () => {
    const readings = [aReading("10:40", { energyRegisterWh: 4000 })];

    const view = sessionView(anActiveSession(), readings, NOW);

    expect(view.energyWh).toBe(3000);
  });

  it("shows the final figures of an ended session, whatever is read later", () => {
    const ended = endedSession(anActiveSession({ evseId: 2 }), {
      endedAt: at("10:15"),
      meterStopWh: 4000,
      stopReason: "EVDisconnected",
      readings: [],
    });

    const view = sessionView(ended, [aReading("10:29", { energyRegisterWh: 9000 })], NOW);

    expect(view).toMatchObject({
      state: "ended",
      evseId: 2,
      endedAt: at("10:15"),
      durationSeconds: 900,
      energyWh: 3000,
      stopReason: "EVDisconnected",
      cost: { amountMinor: 150 },
    });
  });

  it.each(["active", "ended"])("shows no cost in no currency without a tariff: %s", (state) => {
    const active = anActiveSession({ tariff: undefined });
    const ended = endedSession(active, { endedAt: NOW, meterStopWh: 4000, readings: [] });

    const view = sessionView(state === "active" ? active : ended, [], NOW);

    expect(view.cost).toMatchObject({ amountMinor: 0, currency: "XXX" });
  });
});

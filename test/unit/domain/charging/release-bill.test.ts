import { describe, expect, it } from "vitest";
import { isBillHeld } from "#domain/charging/bill-held.ts";
import { endedSession } from "#domain/charging/end-session.ts";
import { withBillReleased } from "#domain/charging/release-bill.ts";
import type { Session } from "#domain/charging/session.ts";

const RELEASED_AT = "2026-03-02T09:00:00.000Z";
const TARIFF = {
  tariffId: "standard",
  name: "Standard",
  currency: "EUR",
  startFeeMinor: 50,
  energyMinorPerKwh: 50,
  timeMinorPerMinute: 0,
  idleMinorPerMinute: 0,
  idleGraceMinutes: 0,
  vatRateBasisPoints: 0,
  pricesIncludeVat: true,
  version: 1,
};

const aHeldSession = (fields: Partial<Session> = {}): Session => ({
  sessionId: "a".repeat(26),
  operatorId: "demo-a",
  chargerId: "CP-1",
  siteId: "site-1",
  version: "ocpp1.6",
  transactionId: 4711,
  connectorId: 1,
  state: "ended",
  authorization: "Accepted",
  startedAt: "2026-03-01T10:00:00.000Z",
  endedAt: "2026-03-01T11:00:00.000Z",
  meterStartWh: 0,
  meterStopWh: 20_000,
  energyWh: 20_000,
  idleSeconds: 0,
  tariff: TARIFF,
  flags: ["stop-assigned"],
  ...fields,
});

describe("a bill that is held", () => {
  it("is released as it is", () => {
    const released = withBillReleased(aHeldSession(), { releasedAt: RELEASED_AT });

    expect(released).toEqual({ ...aHeldSession(), billReleasedAt: RELEASED_AT });
    expect(isBillHeld(released)).toBe(false);
  });

  it("is released with less energy, and its cost follows", () => {
    const released = withBillReleased(aHeldSession(), { energyWh: 5000, releasedAt: RELEASED_AT });

    expect(released).toMatchObject({ energyWh: 5000, computedEnergyWh: 20_000 });
    expect(released.cost).toMatchObject({ amountMinor: 300, currency: "EUR" });
  });

  it("is never released with more energy than was computed", () => {
    const release = () =>
      withBillReleased(aHeldSession(), { energyWh: 20_001, releasedAt: RELEASED_AT });

    expect(release).toThrow(expect.objectContaining({ code: "session.correction-invalid" }));
  });

  it("is final from then on: the stop that was missing changes nothing", () => {
    const held = aHeldSession({ flags: ["start-missing", "stop-missing"] });
    const end = { endedAt: "2026-03-01T12:00:00.000Z", meterStopWh: 90_000, readings: [] };

    const released = withBillReleased(held, { releasedAt: RELEASED_AT });

    expect(endedSession(held, end).endedAt).toBe(end.endedAt);
    expect(endedSession(released, end)).toBe(released);
  });
});

it.each([
  ["is not held", aHeldSession({ flags: ["no-tariff"] })],
  ["was released before", aHeldSession({ billReleasedAt: RELEASED_AT })],
  ["is of a session that still runs", aHeldSession({ state: "active" })],
])("releases no bill that %s", (_, session) => {
  const release = () => withBillReleased(session, { releasedAt: RELEASED_AT });

  expect(release).toThrow(expect.objectContaining({ code: "session.bill-not-held" }));
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keys } from "#adapters/dynamodb/keys.ts";
import type { Session } from "#domain/charging/session.ts";
import { type RestWorld, startRestWorld } from "#test/support/rest-world.ts";

const SESSIONS = "/v1/operators/{operatorId}/sessions";

/** 26 characters of base32 that end in the session's number. */
const idOf = (number: number) => `${"a".repeat(25)}${"bcdefghijk"[number]}`;
const startOf = (number: number) => `2026-03-01T1${number}:00:00.000Z`;

const TARIFF = {
  tariffId: "standard",
  name: "Standard",
  currency: "EUR",
  startFeeMinor: 0,
  energyMinorPerKwh: 50,
  timeMinorPerMinute: 0,
  idleMinorPerMinute: 0,
  idleGraceMinutes: 0,
  vatRateBasisPoints: 1900,
  pricesIncludeVat: true,
  version: 1,
};

function aSession(number: number, fields: Partial<Session> = {}): Session {
  return {
    sessionId: idOf(number),
    operatorId: "demo-a",
    chargerId: "CP-1",
    siteId: "site-1",
    version: "ocpp1.6",
    transactionId: 4711 + number,
    connectorId: 1,
    state: "ended",
    tokenRef: "abcdefghijklmnopqrstuvwxyz",
    authorization: "Accepted",
    startedAt: startOf(number),
    endedAt: startOf(number + 1),
    meterStartWh: 1000,
    meterStopWh: 11_000,
    energyWh: 10_000,
    idleSeconds: 0,
    tariff: TARIFF,
    cost: {
      amountMinor: 500,
      currency: "EUR",
      netMinor: 420,
      vatMinor: 80,
      components: { startFeeMinor: 0, energyMinor: 500, timeMinor: 0, idleMinor: 0 },
    },
    flags: [],
    ...fields,
  };
}

function activeSession(number: number): Session {
  const { endedAt, meterStopWh, energyWh, idleSeconds, cost, ...running } = aSession(number);
  return { ...running, state: "active", chargerId: "CP-2" };
}

let world: RestWorld;
beforeAll(async () => {
  world = await startRestWorld();
  const sessions = [0, 1, 2, 3].map((number) => aSession(number));
  for (const session of [...sessions, activeSession(4)]) {
    const { operatorId, sessionId } = session;
    await world.put("Charging", {
      ...keys.session(operatorId, sessionId),
      ...keys.sessionIndexes(session),
      ...session,
    });
  }
  for (const [minute, energyRegisterWh] of [1200, 2500].entries()) {
    const sampledAt = `2026-03-01T14:0${minute}:00.000Z`;
    await world.put("Charging", {
      ...keys.sessionReading("demo-a", idOf(4), sampledAt, `digest-${minute}`),
      readings: [{ sampledAt, energyRegisterWh, powerW: 7000 }],
      receivedAt: sampledAt,
    });
  }
});
afterAll(() => world.stop());

const list = (query: string) => world.call("sessions", { routeKey: `GET ${SESSIONS}`, query });
const idsOf = (answer: { body: { items: { sessionId: string }[] } }) =>
  answer.body.items.map(({ sessionId }) => sessionId);
const read = (sessionId: string, query = "") =>
  world.call("sessions", { routeKey: `GET ${SESSIONS}/{sessionId}`, path: { sessionId }, query });

describe("sessions over a real database", () => {
  it("lists the newest first, page by page", async () => {
    const seen: string[] = [];

    let query = "limit=2";
    for (;;) {
      const page = await list(query);
      seen.push(...idsOf(page));
      if (page.body.nextCursor === undefined) break;
      query = `limit=2&cursor=${page.body.nextCursor}`;
    }

    expect(seen).toEqual([4, 3, 2, 1, 0].map(idOf));
  });

  it("answers the fields that clients rely on", async () => {
    const answer = await read(idOf(0));

    expect(answer.body).toMatchObject({
      sessionId: idOf(0),
      operatorId: "demo-a",
      chargerId: "CP-1",
      connectorId: 1,
      transactionId: 4711,
      ocppVersion: "ocpp1.6",
      state: "ended",
      startedAt: startOf(0),
      endedAt: startOf(1),
      energyWh: 10_000,
      cost: { amountMinor: 500, currency: "EUR" },
      tariff: { tariffId: "standard" },
    });
  });

  it.each([
    ["state=active", [4]],
    ["state=ended", [3, 2, 1, 0]],
    ["chargerId=CP-1", [3, 2, 1, 0]],
    ["chargerId=CP-2&state=active", [4]],
    ["chargerId=CP-2&state=ended", []],
    [`from=${startOf(2)}`, [4, 3, 2]],
    [`to=${startOf(2)}`, [1, 0]],
    [`from=${startOf(1)}&to=${startOf(3)}&chargerId=CP-1`, [2, 1]],
  ])("finds by %s", async (query, numbers) => {
    const answer = await list(query);

    expect(idsOf(answer)).toEqual(numbers.map(idOf));
  });

  it("passes over what a filter leaves out without losing its place", async () => {
    const first = await list("state=ended&limit=1");
    const second = await list(`state=ended&limit=1&cursor=${first.body.nextCursor}`);

    expect([...idsOf(first), ...idsOf(second)]).toEqual([idOf(3), idOf(2)]);
  });

  it("says what an active session has come to so far", async () => {
    const [item] = (await list("state=active")).body.items;
    const detail = await read(idOf(4));

    expect(item.energyWh).toBe(1500);
    expect(item.cost).toMatchObject({ amountMinor: 75, currency: "EUR" });
    expect(item.latest.powerW.value).toBe(7000);
    expect(detail.body.energyWh).toBe(1500);
    expect(detail.body).not.toHaveProperty("endedAt");
  });

  it("pages through what a meter said, oldest first", async () => {
    const first = await read(idOf(4), "limit=1");
    const second = await read(idOf(4), `limit=1&cursor=${first.body.nextCursor}`);

    expect(first.body.samples).toHaveLength(1);
    expect(second.body.samples[0].energyRegisterWh).toBe(2500);
    expect(second.body).not.toHaveProperty("nextCursor");
  });

  it("refuses a cursor under other filters", async () => {
    const page = await list("limit=1");

    const other = await list(`limit=1&state=ended&cursor=${page.body.nextCursor}`);

    expect([other.status, other.body.code]).toEqual([400, "request.cursor-invalid"]);
  });

  it("does not know another operator's session", async () => {
    const answer = await world.call("sessions", {
      routeKey: `GET ${SESSIONS}/{sessionId}`,
      as: "neighbour",
      path: { operatorId: "demo-b", sessionId: idOf(0) },
    });

    expect([answer.status, answer.body.code]).toEqual([404, "session.not-found"]);
  });
});

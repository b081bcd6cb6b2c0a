import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keys, sessionIdOf } from "#adapters/dynamodb/keys.ts";
import type { Session } from "#domain/charging/session.ts";
import { aCharger } from "#test/support/fleet.ts";
import { type RestWorld, startRestWorld } from "#test/support/rest-world.ts";

const SITES = "/v1/operators/{operatorId}/sites";
const CHARGERS = "/v1/operators/{operatorId}/chargers";
const SESSIONS = "/v1/operators/{operatorId}/sessions";
const LIFE = {
  createdAt: "2026-01-01T00:00:00.000Z",
  updatedAt: "2026-01-01T00:00:00.000Z",
  version: 1,
};
const HERE = Array.from({ length: 5 }, (_, index) => `H-${index}`);
const ELSEWHERE = Array.from({ length: 30 }, (_, index) => `E-${index}`);

const sessionOf = (chargerId: string) =>
  sessionIdOf({ operatorId: "demo-a", chargerId, version: "ocpp1.6", transactionId: 1 });

/** A short session that ended without a tariff. */
function aSession(chargerId: string, siteId: string): Session {
  return {
    sessionId: sessionOf(chargerId),
    operatorId: "demo-a",
    chargerId,
    siteId,
    version: "ocpp1.6",
    transactionId: 1,
    connectorId: 1,
    state: "ended",
    authorization: "Accepted",
    startedAt: "2026-03-01T10:00:00.000Z",
    endedAt: "2026-03-01T11:00:00.000Z",
    meterStartWh: 0,
    meterStopWh: 5,
    energyWh: 5,
    idleSeconds: 0,
    flags: ["no-tariff"],
  };
}

let world: RestWorld;
beforeAll(async () => {
  world = await startRestWorld();
  for (const siteId of ["harbour", "airport"]) {
    const site = { operatorId: "demo-a", siteId, name: siteId, ...LIFE };
    await world.put("Fleet", { ...keys.site("demo-a", siteId), ...site });
  }
  for (const chargerId of [...HERE, ...ELSEWHERE]) {
    const siteId = HERE.includes(chargerId) ? "harbour" : "airport";
    const charger = aCharger({ chargerId, siteId });
    const index = keys.chargerIndex("demo-a", chargerId);
    await world.put("Fleet", { ...keys.charger("demo-a", chargerId), ...index, ...charger });
    const session = aSession(chargerId, siteId);
    const key = keys.session("demo-a", session.sessionId);
    await world.put("Charging", { ...key, ...keys.sessionIndexes(session), ...session });
  }
});
afterAll(() => world.stop());

async function listed(resource: string, path: string, as: string, id: string): Promise<string[]> {
  const seen: string[] = [];
  let cursor = "";
  do {
    const query = `limit=3${cursor && `&cursor=${encodeURIComponent(cursor)}`}`;
    const { body } = await world.call(resource, { routeKey: `GET ${path}`, as, query });
    seen.push(...body.items.map((item: Record<string, string>) => item[id]));
    cursor = body.nextCursor ?? "";
  } while (cursor !== "");
  return seen.sort();
}

describe.each(["technician", "partner"])("a %s of one site", (as) => {
  it("lists the chargers of that site only, all of them, in pages", async () => {
    expect(await listed("chargers", CHARGERS, as, "chargerId")).toEqual(HERE);
    expect(await listed("chargers", CHARGERS, "admin", "chargerId")).toHaveLength(35);
  });

  it("sees that site only", async () => {
    expect(await listed("sites", SITES, as, "siteId")).toEqual(["harbour"]);
  });

  it.each([
    ["sites", `GET ${SITES}/{siteId}`, "site.not-found"],
    ["chargers", `GET ${CHARGERS}/{chargerId}`, "charger.not-found"],
    ["commands", `GET ${CHARGERS}/{chargerId}/commands`, "charger.not-found"],
    ["commands", `GET ${CHARGERS}/{chargerId}/commands/{commandId}`, "charger.not-found"],
  ])("finds nothing of another site: %s %s", async (resource, routeKey, code) => {
    const commandId = "0".repeat(26);
    const path = { siteId: "airport", chargerId: "E-1", commandId };

    const answer = await world.call(resource, { routeKey, as, path });

    expect([answer.status, answer.body.code]).toEqual([404, code]);
  });
});

describe("a partner of one site", () => {
  it("lists the sessions that began on that site, in pages", async () => {
    const expected = HERE.map(sessionOf).sort();

    expect(await listed("sessions", SESSIONS, "partner", "sessionId")).toEqual(expected);
  });

  it.each([
    ["H-1", 200],
    ["E-1", 404],
  ])("reads a session of %s: %i", async (chargerId, status) => {
    const answer = await world.call("sessions", {
      routeKey: `GET ${SESSIONS}/{sessionId}`,
      as: "partner",
      path: { sessionId: sessionOf(chargerId) },
    });

    expect(answer.status).toBe(status);
  });

  it("changes nothing", async () => {
    const answer = await world.call("chargers", {
      routeKey: `PATCH ${CHARGERS}/{chargerId}`,
      as: "partner",
      path: { chargerId: "H-1" },
      body: { name: "Mine" },
    });

    expect([answer.status, answer.body.code]).toEqual([403, "access.forbidden"]);
  });
});

describe("a technician of one site", () => {
  const patch = (chargerId: string, body: object) =>
    world.call("chargers", {
      routeKey: `PATCH ${CHARGERS}/{chargerId}`,
      as: "technician",
      path: { chargerId },
      body,
    });

  it("changes a charger there, and moves none to where they may not look", async () => {
    const renamed = await patch("H-1", { name: "Quay" });
    const moved = await patch("H-1", { siteId: "airport" });
    const foreign = await patch("E-1", { name: "Mine" });

    expect(renamed.status).toBe(200);
    expect([moved.status, moved.body.errors]).toEqual([
      400,
      [{ in: "body", pointer: "/siteId", detail: "does not exist" }],
    ]);
    expect(foreign.status).toBe(404);
  });

  it("sees nothing that belongs to the operator as a whole", async () => {
    const answer = await world.call("tokens", {
      routeKey: "GET /v1/operators/{operatorId}/tokens",
      as: "technician",
    });

    expect([answer.status, answer.body.code]).toEqual([403, "access.forbidden"]);
  });
});

describe("a command", () => {
  const send = (as: string, action: string) =>
    world.call("commands", {
      routeKey: `POST ${CHARGERS}/{chargerId}/commands`,
      as,
      path: { chargerId: "H-2" },
      body: { action, payload: PAYLOADS[action], ocppVersion: "ocpp1.6" },
    });
  const PAYLOADS: Readonly<Record<string, object>> = {
    Reset: { type: "Soft" },
    ChangeConfiguration: { key: "HeartbeatInterval", value: "300" },
  };

  it.each([
    ["support", "Reset", 202],
    ["support", "ChangeConfiguration", 403],
    ["technician", "ChangeConfiguration", 202],
    ["partner", "Reset", 403],
  ])("of %s to %s: %i", async (as, action, status) => {
    const answer = await send(as, action);

    expect(answer.status).toBe(status);
  });
});

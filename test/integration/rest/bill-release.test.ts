import { afterAll, beforeAll, expect, it } from "vitest";
import { keys } from "#adapters/dynamodb/keys.ts";
import type { Session } from "#domain/charging/session.ts";
import { type RestWorld, startRestWorld } from "#test/support/rest-world.ts";

const RELEASE = "POST /v1/operators/{operatorId}/sessions/{sessionId}/bill-release";
const REASON = "The driver's photograph shows the meter";

let world: RestWorld;
let made = 0;
beforeAll(async () => {
  world = await startRestWorld();
});
afterAll(() => world.stop());

/** An ended session whose stop named no transaction. */
async function aHeldSession(): Promise<string> {
  made += 1;
  const sessionId = `${"a".repeat(25)}${"bcdefghijk"[made]}`;
  const session: Session = {
    sessionId,
    operatorId: "demo-a",
    chargerId: "CP-1",
    siteId: "harbour",
    version: "ocpp1.6",
    transactionId: made,
    connectorId: 1,
    state: "ended",
    authorization: "Accepted",
    startedAt: "2026-03-01T10:00:00.000Z",
    endedAt: "2026-03-01T11:00:00.000Z",
    meterStartWh: 0,
    energyWh: 20_000,
    idleSeconds: 0,
    flags: ["stop-assigned"],
  };
  const key = { ...keys.session("demo-a", sessionId), ...keys.sessionIndexes(session) };
  await world.put("Charging", { ...key, ...session });
  return sessionId;
}

const release = (sessionId: string, body: object = { reason: REASON }, as = "finance") =>
  world.call("sessions", { routeKey: RELEASE, path: { sessionId }, body, as });

it("lets finance release a held bill with less energy, and keeps who did it and why", async () => {
  const sessionId = await aHeldSession();

  const { status, body } = await release(sessionId, { reason: REASON, energyWh: 15_000 });

  expect(status).toBe(200);
  expect(body).toMatchObject({ billHeld: false, energyWh: 15_000, computedEnergyWh: 20_000 });
  const read = await world.call("sessions", {
    routeKey: "GET /v1/operators/{operatorId}/sessions/{sessionId}",
    path: { sessionId },
  });
  expect(read.body).toMatchObject({ billHeld: false, energyWh: 15_000 });
  const stored = (await world.everything()).find((item) => JSON.stringify(item).includes(REASON));
  expect(stored).toMatchObject({ changedBy: { S: "finance" }, changeReason: { S: REASON } });
});

it("releases a bill once, however many ask at the same moment", async () => {
  const sessionId = await aHeldSession();

  const answers = await Promise.all(Array.from({ length: 5 }, () => release(sessionId)));

  const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b);
  expect(statuses.filter((status) => status === 200)).toHaveLength(1);
  expect(statuses.slice(1).every((status) => [409, 412].includes(status))).toBe(true);
  expect((await release(sessionId)).body.code).toBe("session.bill-not-held");
});

it.each(["viewer", "support", "auditor", "technician"])("is not for the %s", async (as) => {
  const sessionId = await aHeldSession();

  const { status } = await release(sessionId, { reason: REASON }, as);

  expect(status).toBe(403);
});

it("wants to know why, and bills no more than was computed", async () => {
  const sessionId = await aHeldSession();

  const statuses = [
    (await release(sessionId, {})).status,
    (await release(sessionId, { reason: " " })).status,
    (await release(sessionId, { reason: REASON, energyWh: 20_001 })).status,
  ];

  expect(statuses).toEqual([400, 400, 422]);
});

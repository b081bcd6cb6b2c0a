import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { keys } from "#adapters/dynamodb/keys.ts";
import { runErasure } from "#test/support/erase-driver.ts";
import { type RestWorld, startRestWorld } from "#test/support/rest-world.ts";

const OPERATOR = "/v1/operators/{operatorId}";
const DPO = "data-protection-officer";
const DAY_MS = 86_400_000;

let world: RestWorld;
let decade = 2020;
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  world = await startRestWorld();
});
// Each test has a decade of its own, behind what the ones before it left.
beforeEach(() => {
  decade += 10;
  vi.setSystemTime(`${decade}-03-01T10:00:00.000Z`);
});
afterAll(async () => {
  vi.useRealTimers();
  await world?.stop();
});

async function runDuties(): Promise<void> {
  const { handler } = await import("../../../functions/events/run-privacy-duties/handler.ts");
  await handler({}, { awsRequestId: "duty" } as never);
}

const travel = (days: number) => vi.setSystemTime(Date.now() + days * DAY_MS);

const asDpo = (resource: string, routeKey: string, more: object = {}) =>
  world.call(resource, { routeKey, as: DPO, ...more });

async function aDriver(): Promise<string> {
  const { body } = await world.call("drivers", {
    routeKey: `POST ${OPERATOR}/drivers`,
    as: "support",
    body: { language: "en", name: "Ada Lovelace" },
  });
  return body.driverId;
}

const stateOf = async (driverId: string) =>
  (await asDpo("drivers", `GET ${OPERATOR}/drivers/{driverId}`, { path: { driverId } })).body.state;

const hold = (driverId: string, method: "POST" | "DELETE") =>
  world.call("drivers", {
    routeKey: `${method} ${OPERATOR}/drivers/{driverId}/legal-hold`,
    path: { driverId },
    ...(method === "POST" && { body: { reason: "A claim is before the court" } }),
  });

/** The certificates of this test's decade. */
const certificates = async () => {
  const { body } = await asDpo("data-requests", `GET ${OPERATOR}/destruction-certificates`);
  return body.items.filter(({ issuedAt }: { issuedAt: string }) => issuedAt >= String(decade));
};

describe("a request that nobody answers", () => {
  it("is warned of on day 20 and 27, and told of when it is overdue, each once", async () => {
    const { body: request } = await asDpo("data-requests", `POST ${OPERATOR}/data-requests`, {
      body: {
        driverId: await aDriver(),
        type: "INFO",
        identity: { method: "call-back", facts: ["phone", "plate"] },
      },
    });
    const told: number[][] = [];

    for (const days of [19, 1, 1, 6, 4, 1]) {
      travel(days);
      await runDuties();
      const soon = await world.signals("demo-a", "privacy.request-due-soon");
      const over = await world.signals("demo-a", "privacy.request-overdue");
      told.push([soon.length, over.length]);
    }

    expect(request.state).toBe("open");
    expect(told).toEqual([
      [0, 0],
      [1, 0],
      [1, 0],
      [2, 0],
      [2, 1],
      [2, 1],
    ]);
  });
});

describe("a driver of whom nothing is heard", () => {
  it("is erased after three years, and a certificate says so", async () => {
    const driverId = await aDriver();

    travel(1094);
    await runDuties();
    const before = await stateOf(driverId);
    travel(2);
    await runDuties();
    await runErasure("demo-a", driverId);

    expect([before, await stateOf(driverId)]).toEqual(["active", "erased"]);
    expect(await certificates()).toContainEqual(
      expect.objectContaining({ driverId, cause: "retention", issuedBy: "#system" }),
    );
  });

  it("stays while a legal hold stands, and goes when it is lifted", async () => {
    const driverId = await aDriver();
    await hold(driverId, "POST");

    travel(2000);
    await runDuties();
    const held = await stateOf(driverId);
    await hold(driverId, "DELETE");
    await runDuties();

    expect([held, await stateOf(driverId)]).toEqual(["active", "erasing"]);
  });
});

describe("what meters said", () => {
  const operatorId = "demo-a";
  async function aSession(mark: string, more: object = {}): Promise<string> {
    const sessionId = mark.repeat(26);
    const session = {
      operatorId,
      sessionId,
      chargerId: "CP-1",
      state: "ended",
      startedAt: `${decade}-03-0${"ac".includes(mark) ? 1 : 2}T10:00:00.000Z`,
    } as const;
    await world.put("Charging", {
      ...keys.session(operatorId, sessionId),
      ...keys.sessionIndexes(session),
      ...session,
      ...more,
    });
    await world.put("Charging", {
      ...keys.sessionReading(operatorId, sessionId, session.startedAt, "x"),
      readings: [],
    });
    return sessionId;
  }
  const readings = async () =>
    (await world.everything()).filter((item) => JSON.stringify(item).includes("METER#")).length;

  it("is destroyed after two years with a certificate of how much, and the bills stay", async () => {
    await aSession("a");
    await aSession("b");

    travel(729);
    await runDuties();
    const before = await readings();
    travel(10);
    await runDuties();
    await runDuties();

    expect([before, await readings()]).toEqual([2, 0]);
    expect(await certificates()).toContainEqual(
      expect.objectContaining({
        cause: "retention",
        kinds: [
          { what: "sessions-without-readings", count: 2 },
          { what: "meter-messages", count: 2 },
        ],
      }),
    );
    const bills = (await world.everything()).filter((item) =>
      JSON.stringify(item).includes('"SESSION"'),
    );
    expect(bills).toHaveLength(2);
  });

  it("stays from the session of a held driver on", async () => {
    const driverId = await aDriver();
    const tokenRef = "t".repeat(26);
    await world.put("Charging", { ...keys.token(operatorId, tokenRef), tokenRef, driverId });
    await aSession("c");
    await aSession("d", { tokenRef });
    await hold(driverId, "POST");

    travel(800);
    await runDuties();
    const held = await readings();
    await hold(driverId, "DELETE");
    await runDuties();

    expect([held, await readings()]).toEqual([1, 0]);
  });
});

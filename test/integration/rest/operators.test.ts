import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RestWorld, startRestWorld } from "#test/support/rest-world.ts";

const NEW = {
  operatorId: "nordlys",
  name: "Nordlys",
  countryCode: "NO",
  currency: "NOK",
  timeZone: "Europe/Oslo",
};

let world: RestWorld;
beforeAll(async () => {
  world = await startRestWorld();
});
afterAll(() => world.stop());

const create = (body: object) =>
  world.call("operators", { routeKey: "POST /v1/operators", as: "root", body });

describe("operators over a real database", () => {
  it("onboards an operator with the platform's settings", async () => {
    const made = await create(NEW);
    const again = await create(NEW);

    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      ...NEW,
      settings: { heartbeatIntervalSeconds: 300, staleSessionAfterSeconds: 86_400 },
      version: 1,
    });
    expect([again.status, again.body.code]).toEqual([409, "operator.already-exists"]);
  });

  it("names every field that is wrong", async () => {
    const answer = await create({
      ...NEW,
      operatorId: "platform",
      currency: "NKR",
      timeZone: "Oslo",
      colour: "blue",
      settings: { heartbeatIntervalSeconds: 600 },
    });

    expect(answer.status).toBe(400);
    expect(answer.body.errors.map((error: { pointer: string }) => error.pointer).sort()).toEqual([
      "/colour",
      "/currency",
      "/operatorId",
      "/settings/heartbeatIntervalSeconds",
      "/timeZone",
    ]);
  });

  it("lets its own admin change settings, each by itself", async () => {
    const changed = await world.call("operators", {
      routeKey: "PATCH /v1/operators/{operatorId}",
      body: { settings: { heartbeatIntervalSeconds: 120 } },
    });

    expect(changed.status).toBe(200);
    expect(changed.body.settings).toEqual({
      heartbeatIntervalSeconds: 120,
      staleSessionAfterSeconds: 86_400,
    });
    expect(changed.body.version).toBe(2);
  });

  it("refuses a default tariff that does not exist", async () => {
    const answer = await world.call("operators", {
      routeKey: "PATCH /v1/operators/{operatorId}",
      body: { settings: { defaultTariffId: "nothing" } },
    });

    expect(answer.status).toBe(400);
    expect(answer.body.errors[0].pointer).toBe("/settings/defaultTariffId");
  });
});

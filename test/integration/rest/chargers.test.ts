import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RestWorld, startRestWorld } from "#test/support/rest-world.ts";

const CHARGERS = "/v1/operators/{operatorId}/chargers";
const ITEM = `${CHARGERS}/{chargerId}`;
const SITES = "/v1/operators/{operatorId}/sites";
const TARIFFS = "/v1/operators/{operatorId}/tariffs";

let world: RestWorld;
beforeAll(async () => {
  world = await startRestWorld();
});
afterAll(() => world.stop());

const makeSite = (siteId: string, fields = {}) =>
  world.call("sites", { routeKey: `POST ${SITES}`, body: { siteId, name: siteId, ...fields } });
const makeTariff = (tariffId: string) =>
  world.call("tariffs", {
    routeKey: `POST ${TARIFFS}`,
    body: { tariffId, name: tariffId, energyMinorPerKwh: 50, vatRateBasisPoints: 1900 },
  });
const makeCharger = (body: object) =>
  world.call("chargers", { routeKey: `POST ${CHARGERS}`, body });
const read = (chargerId: string, as = "admin") =>
  world.call("chargers", { routeKey: `GET ${ITEM}`, path: { chargerId }, as });

describe("chargers over a real database", () => {
  it("answers a new charger's password once, and never again", async () => {
    await makeSite("s-password");

    const made = await makeCharger({ chargerId: "CP-PASSWORD", siteId: "s-password" });
    const later = await read("CP-PASSWORD");

    expect(made.status).toBe(201);
    expect(made.body.password).toMatch(/^[0-9a-f]{40}$/);
    expect(made.headers["location"]).toBe("/v1/operators/demo-a/chargers/CP-PASSWORD");
    expect(made.headers["etag"]).toBe('"1"');
    expect(later.status).toBe(200);
    expect(JSON.stringify(later.body)).not.toContain(made.body.password);
    expect(Object.keys(later.body)).not.toContain("credential");
    expect(later.body.connection).toEqual({ connected: false });
  });

  it("takes the password that a migrated charger has, and does not repeat it", async () => {
    await makeSite("s-migrated");

    const made = await makeCharger({
      chargerId: "CP-MIGRATED",
      siteId: "s-migrated",
      password: "correct-horse-battery",
    });

    expect(made.status).toBe(201);
    expect(JSON.stringify(made.body)).not.toContain("correct-horse-battery");
  });

  it("follows the choice of tariff from the operator to the site to the charger", async () => {
    for (const tariffId of ["t-default", "t-site", "t-own"]) await makeTariff(tariffId);
    await makeSite("s-tariff");
    await makeCharger({ chargerId: "CP-TARIFF", siteId: "s-tariff" });
    const inForce = async () => (await read("CP-TARIFF")).body.tariffInForce;
    const change = (resource: "operators" | "sites" | "chargers", routeKey: string, body: object) =>
      world.call(resource, {
        routeKey,
        path: { siteId: "s-tariff", chargerId: "CP-TARIFF" },
        body,
      });

    const seen = [await inForce()];
    await change("operators", "PATCH /v1/operators/{operatorId}", {
      settings: { defaultTariffId: "t-default" },
    });
    seen.push(await inForce());
    await change("sites", `PATCH ${SITES}/{siteId}`, { tariffId: "t-site" });
    seen.push(await inForce());
    await change("chargers", `PATCH ${ITEM}`, { tariffId: "t-own" });
    seen.push(await inForce());
    await change("chargers", `PATCH ${ITEM}`, { tariffId: null });
    seen.push(await inForce());
    await change("sites", `PATCH ${SITES}/{siteId}`, { tariffId: null });
    seen.push(await inForce());

    expect(seen).toEqual([undefined, "t-default", "t-site", "t-own", "t-site", "t-default"]);
  });

  it("keeps a tariff as long as something uses it", async () => {
    await makeTariff("t-used");
    await makeSite("s-used", { tariffId: "t-used" });
    const remove = (resource: "tariffs" | "sites", routeKey: string) =>
      world.call(resource, { routeKey, path: { tariffId: "t-used", siteId: "s-used" } });

    const refused = await remove("tariffs", `DELETE ${TARIFFS}/{tariffId}`);
    const site = await remove("sites", `DELETE ${SITES}/{siteId}`);
    const removed = await remove("tariffs", `DELETE ${TARIFFS}/{tariffId}`);

    expect([refused.status, refused.body.code]).toEqual([409, "tariff.in-use"]);
    expect(site.status).toBe(204);
    expect(removed.status).toBe(204);
  });

  it("keeps a site as long as it has chargers", async () => {
    await makeSite("s-full");
    await makeCharger({ chargerId: "CP-FULL", siteId: "s-full" });
    const removeSite = () =>
      world.call("sites", { routeKey: `DELETE ${SITES}/{siteId}`, path: { siteId: "s-full" } });

    const refused = await removeSite();
    const charger = await world.call("chargers", {
      routeKey: `DELETE ${ITEM}`,
      path: { chargerId: "CP-FULL" },
    });
    const removed = await removeSite();

    expect([refused.status, refused.body.code]).toEqual([409, "site.in-use"]);
    expect(charger.status).toBe(204);
    expect(removed.status).toBe(204);
    expect((await read("CP-FULL")).body.code).toBe("charger.not-found");
  });

  it("names the field that points at nothing", async () => {
    await makeSite("s-pointer");

    const noSite = await makeCharger({ chargerId: "CP-X", siteId: "nowhere" });
    const noTariff = await makeCharger({
      chargerId: "CP-X",
      siteId: "s-pointer",
      tariffId: "nothing",
    });

    expect(noSite.status).toBe(400);
    expect(noSite.body.errors).toEqual([
      { in: "body", pointer: "/siteId", detail: "does not exist" },
    ]);
    expect(noTariff.status).toBe(400);
    expect(noTariff.body.errors[0].pointer).toBe("/tariffId");
  });

  it("refuses a second charger of the same name", async () => {
    await makeSite("s-twice");
    await makeCharger({ chargerId: "CP-TWICE", siteId: "s-twice" });

    const again = await makeCharger({ chargerId: "CP-TWICE", siteId: "s-twice" });

    expect([again.status, again.body.code]).toEqual([409, "charger.already-exists"]);
  });

  it("gives every charger on exactly one page", async () => {
    await makeSite("s-pages");
    const ids = Array.from({ length: 7 }, (_, index) => `CP-PAGE-${index}`);
    for (const chargerId of ids) await makeCharger({ chargerId, siteId: "s-pages" });
    const seen: string[] = [];

    let query = "limit=3";
    for (;;) {
      const page = await world.call("chargers", { routeKey: `GET ${CHARGERS}`, query });
      seen.push(...page.body.items.map((item: { chargerId: string }) => item.chargerId));
      if (page.body.nextCursor === undefined) break;
      query = `limit=3&cursor=${page.body.nextCursor}`;
    }

    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(expect.arrayContaining(ids));
  });

  it("lets a changed password in and the old one not", async () => {
    await makeSite("s-rotate");
    const made = await makeCharger({ chargerId: "CP-ROTATE", siteId: "s-rotate" });

    const rotated = await world.call("chargers", {
      routeKey: `POST ${ITEM}/password`,
      path: { chargerId: "CP-ROTATE" },
    });

    expect(rotated.status).toBe(200);
    expect(rotated.body.password).toMatch(/^[0-9a-f]{40}$/);
    expect(rotated.body.password).not.toBe(made.body.password);
    expect((await read("CP-ROTATE")).body.passwordChangedAt).toBe(rotated.body.passwordChangedAt);
  });
});

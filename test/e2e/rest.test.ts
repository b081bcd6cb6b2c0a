import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, inject, it } from "vitest";
import {
  createCharger,
  createTariff,
  createToken,
  onlySessionOf,
  tokenNamed,
  unique,
} from "#test/support/demo-fleet.ts";
import { expectedCost } from "#test/support/expected-cost.ts";
import { connectCharger } from "#test/support/raw-charger.ts";
import { type RestClient, signIn } from "#test/support/rest-client.ts";
import { startVirtualCharger } from "#tools/charger/virtual-charger.ts";

const { local } = inject("platform");
let admin: RestClient;
let viewer: RestClient;

beforeAll(async () => {
  admin = await signIn(local, "admin@demo-a.example");
  viewer = await signIn(local, "viewer@demo-a.example");
});

describe("an operator's admin", () => {
  it("builds a site with a tariff, a charger and a card, charges there, and reads the bill", async () => {
    const tariff = await createTariff(admin, {
      startFeeMinor: 100,
      energyMinorPerKwh: 39.9,
      vatRateBasisPoints: 2000,
      pricesIncludeVat: false,
    });
    const site = await admin("sites", {
      method: "POST",
      body: { name: "Liman", address: "İzmir", tariffId: tariff.tariffId },
    });
    const { siteId } = site.body;
    const made = await admin("chargers", {
      method: "POST",
      body: { chargerId: unique("REST"), siteId },
    });
    const { chargerId, password } = made.body;
    const tokenId = await createToken(admin);

    const charger = await startVirtualCharger({
      url: local.ocppUrl,
      operatorId: "demo-a",
      chargerId,
      password,
      version: "ocpp2.0.1",
    });
    await charger.startSession({ tokenId });
    await charger.meter({ energyWh: 12_345 });
    const active = await viewer(`sessions?state=active&chargerId=${chargerId}`);
    await charger.stopSession();
    await charger.close();

    expect(site.status).toBe(201);
    expect(made.status).toBe(201);
    expect(password).toMatch(/^[\x21-\x7e]{16,40}$/);
    expect((await admin(`chargers/${chargerId}`)).body.password).toBeUndefined();
    expect(active.body.items).toMatchObject([
      { state: "active", energyWh: 12_345, tokenRef: (await tokenNamed(admin, tokenId)).tokenRef },
    ]);
    expect(await onlySessionOf(viewer, chargerId)).toMatchObject({
      state: "ended",
      siteId,
      energyWh: 12_345,
      cost: expectedCost(tariff, { energyWh: 12_345 }),
    });
  });

  it("gets the first answer again for the same Idempotency-Key, but not the password", async () => {
    const headers = { "idempotency-key": randomUUID() };
    const body = { chargerId: unique("ONCE"), siteId: "kadikoy" };

    const first = await admin("chargers", { method: "POST", body, headers });
    const again = await admin("chargers", { method: "POST", body, headers });
    const other = await admin("chargers", {
      method: "POST",
      body: { ...body, chargerId: unique("OTHER") },
      headers,
    });
    const without = await admin("chargers", { method: "POST", body });

    const { password, ...rest } = first.body;
    expect(password).toEqual(expect.any(String));
    expect(again).toMatchObject({ status: 201, body: rest });
    expect(again.body.password).toBeUndefined();
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect(other).toMatchObject({ status: 422, body: { code: "request.idempotency-key-reused" } });
    expect(without).toMatchObject({ status: 409, body: { code: "charger.already-exists" } });
  });

  it("cannot delete what is in use", async () => {
    const tariff = await createTariff(admin, { vatRateBasisPoints: 0 });
    const site = (
      await admin("sites", { method: "POST", body: { name: "X", tariffId: tariff.tariffId } })
    ).body;
    const { chargerId, password } = await createCharger(admin, { siteId: site.siteId });
    const socket = await connectCharger(local, { chargerId, password }, "ocpp1.6");
    const timestamp = new Date().toISOString();
    const [, , started] = await socket.call("StartTransaction", {
      connectorId: 1,
      idTag: await createToken(admin),
      meterStart: 0,
      timestamp,
    });
    const remove = async (path: string) => {
      const { status, body } = await admin(path, { method: "DELETE" });
      return [status, body?.code];
    };

    expect(await remove(`tariffs/${tariff.tariffId}`)).toEqual([409, "tariff.in-use"]);
    expect(await remove(`sites/${site.siteId}`)).toEqual([409, "site.in-use"]);
    expect(await remove(`chargers/${chargerId}`)).toEqual([409, "charger.has-active-session"]);

    const { transactionId } = started as { transactionId: number };
    await socket.call("StopTransaction", { transactionId, meterStop: 1, timestamp });
    expect(await remove(`chargers/${chargerId}`)).toEqual([204, undefined]);
    expect(await remove(`sites/${site.siteId}`)).toEqual([204, undefined]);
    expect(await remove(`tariffs/${tariff.tariffId}`)).toEqual([204, undefined]);
    expect((await admin(`chargers/${chargerId}`)).status).toBe(404);
    expect((await onlySessionOf(admin, chargerId)).energyWh).toBe(1);
  });

  it("changes only the version of a thing that was read", async () => {
    const { body: site, headers } = await admin("sites", { method: "POST", body: { name: "A" } });
    const etag = headers.get("etag") ?? "";
    const change = (name: string) =>
      admin(`sites/${site.siteId}`, {
        method: "PATCH",
        body: { name },
        headers: { "if-match": etag },
      });

    expect((await change("B")).status).toBe(200);
    expect((await change("C")).status).toBe(412);
    expect((await admin(`sites/${site.siteId}`)).body.name).toBe("B");
  });

  it("pages through a list without missing or repeating anything", async () => {
    const wanted = new Set<string>();
    for (let index = 0; index < 5; index++) {
      wanted.add((await tokenNamed(admin, await createToken(admin))).tokenRef);
    }

    const seen: string[] = [];
    let cursor = "";
    do {
      const { body } = await admin(`tokens?limit=3${cursor && `&cursor=${cursor}`}`);
      seen.push(...body.items.map(({ tokenRef }: { tokenRef: string }) => tokenRef));
      cursor = body.nextCursor ?? "";
    } while (cursor !== "");

    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(expect.arrayContaining([...wanted]));
    const { body } = await admin("tokens?limit=3");
    const foreign = await signIn(local, "admin@demo-b.example");
    const stolen = await foreign(`tokens?limit=3&cursor=${body.nextCursor}`);
    expect(stolen).toMatchObject({ status: 400, body: { code: "request.cursor-invalid" } });
  });

  it.each([
    [
      "fields that are missing, wrong and unknown",
      "tariffs",
      { name: "", energyMinorPerKwh: -1, vatRateBasisPoints: "20 %", colour: "red" },
      ["/colour", "/energyMinorPerKwh", "/name", "/vatRateBasisPoints"],
    ],
    [
      "an id that no charger can have",
      "chargers",
      { chargerId: "a b", siteId: "x" },
      ["/chargerId"],
    ],
    ["what is not JSON", "sites", "{", [""]],
    ["a list for an object", "sites", [], [""]],
  ])("is told of %s by JSON pointers", async (_case, path, body, pointers) => {
    const reply = await admin(path, { method: "POST", body });

    expect(reply).toMatchObject({ status: 400, body: { status: 400, code: "request.invalid" } });
    expect(reply.headers.get("content-type")).toBe("application/problem+json");
    const found = reply.body.errors.map(({ pointer }: { pointer: string }) => pointer);
    expect(found.toSorted()).toEqual(pointers);
  });

  it.each([
    ["a page size of no number", "sessions?limit=many", 400],
    ["a query that nobody knows", "sessions?colour=red", 400],
    ["a time that is none", "sessions?from=yesterday", 400],
    ["an id that no session has", `sessions/${"a".repeat(26)}`, 404],
    ["an id that no session can have", "sessions/1", 400],
  ])("is told of %s", async (_case, path, status) => {
    expect((await admin(path)).status).toBe(status);
  });

  it("is told when a body is too large or of another kind", async () => {
    const large = await admin("sites", { method: "POST", body: { name: "x".repeat(300_000) } });
    const form = await admin("sites", {
      method: "POST",
      body: "name=x",
      headers: { "content-type": "application/x-www-form-urlencoded" },
    });

    expect([large.status, form.status]).toEqual([413, 415]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RestWorld, startRestWorld } from "#test/support/rest-world.ts";

const TOKENS = "/v1/operators/{operatorId}/tokens";
const ITEM = `${TOKENS}/{tokenId}`;

let world: RestWorld;
beforeAll(async () => {
  world = await startRestWorld();
});
afterAll(() => world.stop());

const create = (body: object, headers: Record<string, string> = {}) =>
  world.call("tokens", { routeKey: `POST ${TOKENS}`, body, headers });
const item = (method: string, tokenId: string, fields: object = {}) =>
  world.call("tokens", { routeKey: `${method} ${ITEM}`, path: { tokenId }, ...fields });

describe("tokens over a real database", () => {
  it("knows a token by its id in any case", async () => {
    await create({ tokenId: "Card-1" });

    const read = await item("GET", "CARD-1");
    const again = await create({ tokenId: "card-1" });

    expect(read.body).toMatchObject({ tokenId: "Card-1", status: "valid", activeSessions: 0 });
    expect([again.status, again.body.code]).toEqual([409, "token.already-exists"]);
  });

  it("sets, changes and takes away a field", async () => {
    await create({ tokenId: "FIELDS", label: "Van 1" });

    const blocked = await item("PATCH", "FIELDS", { body: { status: "blocked" } });
    const bare = await item("PATCH", "FIELDS", { body: { label: null } });

    expect(blocked.body).toMatchObject({ status: "blocked", label: "Van 1", version: 2 });
    expect(bare.body).not.toHaveProperty("label");
    expect(bare.headers["etag"]).toBe('"3"');
  });

  it("keeps times in UTC and refuses an end before the beginning", async () => {
    const made = await create({ tokenId: "TIMES", validFrom: "2026-05-01T10:00:00+02:00" });
    const refused = await item("PATCH", "TIMES", { body: { expiresAt: "2026-04-01T00:00:00Z" } });

    expect(made.body.validFrom).toBe("2026-05-01T08:00:00.000Z");
    expect(refused.status).toBe(400);
    expect(refused.body.errors[0].pointer).toBe("/expiresAt");
  });

  it("changes nothing for a client that read an older version", async () => {
    await create({ tokenId: "ETAG" });
    await item("PATCH", "ETAG", { body: { label: "first" } });

    const stale = { headers: { "if-match": '"1"' } };
    const change = await item("PATCH", "ETAG", { body: { label: "second" }, ...stale });
    const removal = await item("DELETE", "ETAG", stale);
    const fresh = await item("DELETE", "ETAG", { headers: { "if-match": '"2"' } });

    expect([change.status, change.body.code]).toEqual([412, "version.conflict"]);
    expect(removal.status).toBe(412);
    expect(fresh.status).toBe(204);
    expect((await item("GET", "ETAG")).status).toBe(404);
  });

  it("does a repeated request once and answers it the same", async () => {
    const headers = { "idempotency-key": "5f6c1f0e-one" };

    const first = await create({ tokenId: "ONCE" }, headers);
    const second = await create({ tokenId: "ONCE" }, headers);

    expect(first.status).toBe(201);
    expect(second.status).toBe(201);
    expect(second.body).toEqual(first.body);
    expect(second.headers["etag"]).toBe(first.headers["etag"]);
    expect(second.headers["idempotency-replayed"]).toBe("true");
    expect(first.headers).not.toHaveProperty("idempotency-replayed");
  });

  it("refuses another request under a key that is taken", async () => {
    const headers = { "idempotency-key": "5f6c1f0e-two" };
    await create({ tokenId: "KEY-1" }, headers);

    const other = await create({ tokenId: "KEY-2" }, headers);

    expect([other.status, other.body.code]).toEqual([422, "request.idempotency-key-reused"]);
  });

  it("carries out one of two requests that come at the same moment", async () => {
    const headers = { "idempotency-key": "5f6c1f0e-three" };

    const answers = await Promise.all([
      create({ tokenId: "RACE" }, headers),
      create({ tokenId: "RACE" }, headers),
    ]);

    const made = answers.filter(
      ({ status, headers }) => status === 201 && headers["idempotency-replayed"] === undefined,
    );
    expect(made).toHaveLength(1);
    for (const { status } of answers) expect([201, 409]).toContain(status);
  });

  it("lets a refused request be tried again under its key", async () => {
    const headers = { "idempotency-key": "5f6c1f0e-four" };
    await create({ tokenId: "TAKEN" });
    const refused = await create({ tokenId: "TAKEN" }, headers);
    await item("DELETE", "TAKEN");

    const retried = await create({ tokenId: "TAKEN" }, headers);

    expect(refused.status).toBe(409);
    expect(retried.status).toBe(201);
  });

  it("does not take a cursor to another operator or another list", async () => {
    for (const tokenId of ["PAGE-1", "PAGE-2"]) await create({ tokenId });
    const page = await world.call("tokens", { routeKey: `GET ${TOKENS}`, query: "limit=1" });
    const query = `cursor=${page.body.nextCursor}`;

    const foreign = await world.call("tokens", {
      routeKey: `GET ${TOKENS}`,
      as: "root",
      path: { operatorId: "demo-b" },
      query,
      headers: { "x-access-reason": "Ticket 4711" },
    });
    const otherList = await world.call("sites", {
      routeKey: "GET /v1/operators/{operatorId}/sites",
      query,
    });

    expect(page.body.nextCursor).toEqual(expect.any(String));
    expect([foreign.status, foreign.body.code]).toEqual([400, "request.cursor-invalid"]);
    expect(otherList.status).toBe(400);
  });
});

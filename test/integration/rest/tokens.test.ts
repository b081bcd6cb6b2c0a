import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { type RestWorld, startRestWorld } from "#test/support/rest-world.ts";

const TOKENS = "/v1/operators/{operatorId}/tokens";
const ITEM = `${TOKENS}/{tokenRef}`;

let world: RestWorld;
beforeAll(async () => {
  world = await startRestWorld();
});
afterAll(() => world.stop());
afterEach(() => {
  vi.useRealTimers();
});

const create = (body: object, headers: Record<string, string> = {}) =>
  world.call("tokens", { routeKey: `POST ${TOKENS}`, body, headers });
const find = (tokenId: string, as = "admin") =>
  world.call("tokens", { routeKey: `POST ${TOKENS}/find`, body: { tokenId }, as });
const item = async (method: string, tokenId: string, fields: object = {}) => {
  const { tokenRef = "a".repeat(26) } = (await find(tokenId)).body;
  return world.call("tokens", { routeKey: `${method} ${ITEM}`, path: { tokenRef }, ...fields });
};

describe("tokens over a real database", () => {
  it("knows a token by its id in any case", async () => {
    await create({ tokenId: "Card-1" });

    const read = await item("GET", "CARD-1");
    const again = await create({ tokenId: "card-1" });

    expect(read.body).toMatchObject({ maskedId: "•••• -1", status: "valid", activeSessions: 0 });
    expect([again.status, again.body.code]).toEqual([409, "token.already-exists"]);
  });

  it("never shows a whole id, nor stores one", async () => {
    const made = await create({ tokenId: "04A1B2C3D4E5F6", groupId: "FAMILY-4711", label: "Ayşe" });

    const read = await item("GET", "04A1B2C3D4E5F6");
    const list = await world.call("tokens", { routeKey: `GET ${TOKENS}` });

    const stored = await world.stored("Charging", `TOKEN#${made.body.tokenRef}`);
    for (const shown of [made, read, list, { body: stored }]) {
      expect(JSON.stringify(shown.body)).not.toMatch(/04A1B2C3D4E5F6|FAMILY-4711/i);
    }
    expect(read.body).toMatchObject({
      maskedId: "•••• E5F6",
      maskedGroupId: "•••• 711",
      label: "Ayşe",
    });
    expect(JSON.stringify(stored)).not.toContain("Ayşe");
    expect(stored).toMatchObject({ sealedId: expect.stringMatching(/^enc1\./) });
  });

  it("answers a request that is repeated from what nobody can read without its key", async () => {
    const headers = { "idempotency-key": "5f6c1f0e-sealed" };
    await create({ tokenId: "SEALED-ONCE", label: "Ayşe" }, headers);

    const again = await create({ tokenId: "SEALED-ONCE", label: "Ayşe" }, headers);

    expect(again.body.label).toBe("Ayşe");
    expect(JSON.stringify(await world.stored("Directory", "IDEMPOTENCY#"))).not.toContain("Ayşe");
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

describe("the whole id of a token", () => {
  const reveal = (tokenRef: string, as: string, headers: Record<string, string> = {}) =>
    world.call("tokens", {
      routeKey: `POST ${ITEM}/reveal`,
      path: { tokenRef },
      as,
      headers,
    });

  it("is shown to who may and says why, and that is written down", async () => {
    const { tokenRef } = (await create({ tokenId: "REVEAL-ME-1" })).body;

    const silent = await reveal(tokenRef, "data-protection-officer");
    const shown = await reveal(tokenRef, "data-protection-officer", {
      "x-access-reason": "Ticket 4711: card lost",
    });
    const refused = await reveal(tokenRef, "support", { "x-access-reason": "Ticket 4711" });

    expect([silent.status, silent.body.code]).toEqual([400, "request.invalid"]);
    expect(shown.body).toEqual({ tokenRef, tokenId: "REVEAL-ME-1" });
    expect(refused.status).toBe(403);
    const record = await world.stored("Security", "ACCESS#");
    expect(record).toMatchObject({
      subject: "data-protection-officer",
      operationId: "revealToken",
      target: { tokenRef },
      reason: "Ticket 4711: card lost",
    });
    expect(JSON.stringify(record)).not.toContain("REVEAL-ME-1");
  });

  it("is nowhere any more when the token's subject was forgotten, and the token is still there", async () => {
    const { tokenRef } = (await create({ tokenId: "FORGET-ME-1", label: "Ayşe" })).body;
    vi.useFakeTimers({ toFake: ["Date"] });
    const { subjectId } = await world.stored("Charging", `TOKEN#${tokenRef}`);
    const { sealerOf } = await import("#functions/shared/privacy.ts");
    await sealerOf({ operatorId: "demo-a" }).forget(String(subjectId), new Date().toISOString());
    vi.setSystemTime(Date.now() + 46_000);

    const read = await item("GET", "FORGET-ME-1");
    const shown = await reveal(tokenRef, "data-protection-officer", {
      "x-access-reason": "Ticket 4711",
    });

    expect(read.body).toMatchObject({ maskedId: "••••", status: "valid" });
    expect(read.body).not.toHaveProperty("label");
    expect([shown.status, shown.body.code]).toEqual([410, "privacy.erased"]);
  });
});

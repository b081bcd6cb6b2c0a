import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RestWorld, startRestWorld } from "#test/support/rest-world.ts";

const DRIVERS = "/v1/operators/{operatorId}/drivers";
const ADA = {
  name: "Ada Lovelace",
  email: "Ada.Lovelace@Example.com",
  phone: "+90 532 123 45 67",
  address: { lines: ["Baker Street 221b"], city: "London", countryCode: "GB" },
  plates: ["34 abc 567"],
  language: "en",
};

let world: RestWorld;
beforeAll(async () => {
  world = await startRestWorld();
});
afterAll(() => world?.stop());

const call = (
  routeKey: string,
  more: { body?: unknown; as?: string; driverId?: string; operatorId?: string; key?: string } = {},
) =>
  world.call("drivers", {
    routeKey,
    as: more.as ?? "support",
    path: {
      ...(more.driverId !== undefined && { driverId: more.driverId }),
      ...(more.operatorId !== undefined && { operatorId: more.operatorId }),
    },
    ...(more.body !== undefined && { body: more.body }),
    ...(more.key !== undefined && { headers: { "idempotency-key": more.key } }),
  });

async function aDriver(profile: object = ADA): Promise<string> {
  const { status, body } = await call(`POST ${DRIVERS}`, { body: profile });
  expect(status).toBe(201);
  return body.driverId;
}

/** Everything that the tables hold, as one text. */
async function stored(): Promise<string> {
  return JSON.stringify(await world.everything());
}

describe("a driver", () => {
  it("is shown masked to staff, and stored so that no personal value can be read", async () => {
    const driverId = await aDriver();

    const { body } = await call(`GET ${DRIVERS}/{driverId}`, { driverId });

    expect(body.masked).toEqual({
      name: "A••• L•••",
      email: "a•••@e•••.com",
      phone: "+90 ••• ••• 45 67",
      address: "•••, GB",
      plates: ["34 ••• 67"],
    });
    const text = await stored();
    expect(text).toContain(driverId);
    for (const value of ["Ada", "Lovelace", "example.com", "532123", "34ABC567", "Baker"]) {
      expect(text.toLowerCase()).not.toContain(value.toLowerCase());
    }
  });

  it.each([
    [{ email: " ada.find@example.com".trim() }, { email: "ADA.find@example.COM" }],
    [{ phone: "+905321112233" }, { phone: "+90 (532) 111-22-33" }],
    [{ plates: ["06 XYZ 99"] }, { plate: "06-xyz-99" }],
  ])("is found by what they left, however it is written: %o", async (left, asked) => {
    const driverId = await aDriver({ ...left, language: "tr" });

    const { status, body } = await call(`POST ${DRIVERS}/find`, { body: asked });

    expect(status).toBe(200);
    expect(body.items.map((item: { driverId: string }) => item.driverId)).toEqual([driverId]);
  });

  it("is not found by what was corrected, but by what it was corrected to", async () => {
    const driverId = await aDriver({ email: "old@example.org", language: "tr" });
    const find = async (email: string) =>
      (await call(`POST ${DRIVERS}/find`, { body: { email } })).body.items.length;

    const { status, body } = await call(`PATCH ${DRIVERS}/{driverId}`, {
      driverId,
      body: { email: "new@example.org", name: "Grace Hopper" },
    });

    expect([status, body.masked.name, body.version]).toEqual([200, "G••• H•••", 2]);
    expect([await find("old@example.org"), await find("new@example.org")]).toEqual([0, 1]);
  });

  it("loses a field that is taken away", async () => {
    const driverId = await aDriver({
      name: "Ada Lovelace",
      phone: "+905320001122",
      language: "tr",
    });

    const { body } = await call(`PATCH ${DRIVERS}/{driverId}`, { driverId, body: { phone: null } });

    expect(body.masked).toEqual({ name: "A••• L•••" });
  });

  it("is nobody in another operator", async () => {
    const driverId = await aDriver({ email: "apart@example.org", language: "tr" });

    const read = await call(`GET ${DRIVERS}/{driverId}`, {
      driverId,
      operatorId: "demo-b",
      as: "neighbour",
    });
    const found = await call(`POST ${DRIVERS}/find`, {
      body: { email: "apart@example.org" },
      operatorId: "demo-b",
      as: "neighbour",
    });

    expect(read.body.code).toBe("driver.not-found");
    expect(found.body.items).toEqual([]);
  });
});

describe("uncovering a driver's fields", () => {
  const REASON = "The driver called and disputes a bill";
  const reveal = (driverId: string, more: { as?: string; body?: unknown; key?: string } = {}) =>
    call(`POST ${DRIVERS}/{driverId}/reveal`, {
      driverId,
      as: "data-protection-officer",
      body: { reason: REASON, fields: ["phone"] },
      ...more,
    });

  it("shows what was asked for and no more, and is taken down for the operator", async () => {
    const driverId = await aDriver();

    const { status, body } = await reveal(driverId);

    expect([status, body]).toEqual([200, { driverId, profile: { phone: "+905321234567" } }]);
    const { body: records } = await world.call("approvals", {
      routeKey: "GET /v1/operators/{operatorId}/access-records",
      as: "auditor",
    });
    expect(records.items).toContainEqual(
      expect.objectContaining({ reason: REASON, target: { driverId } }),
    );
  });

  it("needs the permission and a reason", async () => {
    const driverId = await aDriver();

    const asSupport = await reveal(driverId, { as: "support" });
    const withoutReason = await reveal(driverId, { body: { reason: "", fields: ["phone"] } });

    expect([asSupport.status, withoutReason.status]).toEqual([403, 400]);
  });

  it("keeps nothing in clear for a repetition of the request", async () => {
    const driverId = await aDriver({ phone: "+905339998877", language: "tr" });

    await reveal(driverId, { key: "reveal-once-1" });
    const again = await reveal(driverId, { key: "reveal-once-1" });

    expect(again.headers["idempotency-replayed"]).toBe("true");
    expect(JSON.stringify(again.body)).not.toContain("905339998877");
    expect(await stored()).not.toContain("905339998877");
  });
});

describe("a driver whose data is restricted", () => {
  it("is neither changed nor uncovered until the restriction ends", async () => {
    const driverId = await aDriver();
    const limit = (restricted: boolean) =>
      call(`PATCH ${DRIVERS}/{driverId}/processing`, {
        driverId,
        as: "data-protection-officer",
        body: { restricted, objections: ["marketing"] },
      });
    const change = () =>
      call(`PATCH ${DRIVERS}/{driverId}`, { driverId, body: { name: "Somebody Else" } });

    const { body: limited } = await limit(true);
    const refused = await change();
    await limit(false);
    const allowed = await change();

    expect(limited).toMatchObject({
      restrictedAt: expect.any(String),
      objections: ["marketing"],
    });
    expect([refused.body.code, allowed.status]).toEqual(["driver.restricted", 200]);
  });
});

describe("a legal hold", () => {
  it("is placed and lifted by somebody else than who erases", async () => {
    const driverId = await aDriver();
    const hold = (method: string, as: string) =>
      call(`${method} ${DRIVERS}/{driverId}/legal-hold`, {
        driverId,
        as,
        ...(method === "POST" && { body: { reason: "A court asked for the bills" } }),
      });

    const statuses = [
      (await hold("POST", "data-protection-officer")).status,
      (await hold("POST", "admin")).status,
      (await hold("DELETE", "data-protection-officer")).status,
    ];
    const { body } = await call(`GET ${DRIVERS}/{driverId}`, { driverId });

    expect(statuses).toEqual([403, 204, 403]);
    expect(body.legalHold).toMatchObject({ placedBy: "admin" });
  });
});

describe("a driver's token", () => {
  const TOKENS = `${DRIVERS}/{driverId}/tokens`;

  it("is one that is known, belongs to one driver, and can be taken away again", async () => {
    const [ada, bob] = [await aDriver({ language: "en" }), await aDriver({ language: "en" })];
    await world.call("tokens", {
      routeKey: "POST /v1/operators/{operatorId}/tokens",
      body: { tokenId: "CARD-OF-ADA" },
    });
    const attach = (driverId: string, tokenId: string) =>
      call(`POST ${TOKENS}`, { driverId, body: { tokenId } });

    const unknown = await attach(ada, "NOBODY-KNOWS-IT");
    const first = await attach(ada, "card-of-ada");
    const second = await attach(bob, "CARD-OF-ADA");
    const { body: listed } = await call(`GET ${TOKENS}`, { driverId: ada });
    const { tokenRef } = first.body;
    const detached = await world.call("drivers", {
      routeKey: `DELETE ${TOKENS}/{tokenRef}`,
      as: "support",
      path: { driverId: ada, tokenRef },
    });
    const third = await attach(bob, "CARD-OF-ADA");

    expect([unknown.body.code, first.status, second.body.code]).toEqual([
      "token.not-found",
      201,
      "driver.token-taken",
    ]);
    expect(listed.items).toEqual([{ tokenRef, attachedAt: expect.any(String) }]);
    expect([detached.status, third.status]).toEqual([204, 201]);
  });
});

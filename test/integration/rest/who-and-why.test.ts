import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { entriesOfStreams } from "#test/support/audit/entries-of-streams.ts";
import { carryOutApproved } from "#test/support/carry-out-approved.ts";
import { type RestWorld, startRestWorld } from "#test/support/rest-world.ts";

const OPERATOR = "/v1/operators/{operatorId}";
const WHY = { "x-change-reason": "Ticket 4711", "x-forwarded-for": "203.0.113.77, 192.0.2.200" };

let world: RestWorld;
let news: ReturnType<typeof entriesOfStreams>;
beforeAll(async () => {
  world = await startRestWorld({ streamed: true });
  news = entriesOfStreams();
});
afterAll(() => world?.stop());
beforeEach(() => void news());

/** Lists sites by a token of one sign-in. */
const listSites = (subject: string, signInId: string) =>
  world.call("sites", {
    routeKey: `GET ${OPERATOR}/sites`,
    headers: { authorization: `Bearer ${world.signIn.token(subject, { origin_jti: signInId })}` },
  });

const entryOf = (kind: string, action: string) =>
  news().find((entry) => entry.object.kind === kind && entry.action === action);

describe("the entry of what somebody did over REST", () => {
  it("says who, when, on what, what changed, why, from where and in which request", async () => {
    const made = await world.call("sites", {
      routeKey: `POST ${OPERATOR}/sites`,
      headers: WHY,
      body: { siteId: "north", name: "North" },
    });

    const entry = entryOf("site", "created");

    expect(made.status).toBe(201);
    expect(entry).toMatchObject({
      actor: "admin",
      actorType: "person",
      operatorId: "demo-a",
      object: { kind: "site", id: "north" },
      changes: { name: { after: { value: "North" } } },
      requestId: "request-1",
      reason: "Ticket 4711",
      source: "203.0.113.0/24",
    });
    expect(Date.now() - Date.parse(entry?.at ?? "")).toBeLessThan(60_000);
    expect(JSON.stringify(entry)).not.toContain("203.0.113.77");
  });

  it("does not bear the reason of the change before", async () => {
    const path = { siteId: "later" };
    const body = { siteId: "later", name: "One" };
    await world.call("sites", { routeKey: `POST ${OPERATOR}/sites`, headers: WHY, body });
    await world.call("sites", {
      routeKey: `PATCH ${OPERATOR}/sites/{siteId}`,
      path,
      body: { name: "Two" },
    });

    const entry = entryOf("site", "changed");

    expect(entry).toMatchObject({ actor: "admin", changes: { name: { after: { value: "Two" } } } });
    expect(entry).not.toHaveProperty("reason");
  });

  it("of a deletion says why as well", async () => {
    const body = { siteId: "gone", name: "Gone" };
    await world.call("sites", { routeKey: `POST ${OPERATOR}/sites`, body });
    await world.call("sites", {
      routeKey: `DELETE ${OPERATOR}/sites/{siteId}`,
      path: { siteId: "gone" },
      headers: WHY,
    });

    expect(entryOf("site", "deleted")).toMatchObject({ actor: "admin", reason: "Ticket 4711" });
  });

  it("of what two people agreed on says who asked, who allowed it, and why", async () => {
    const asked = await world.call("exports", {
      routeKey: `POST ${OPERATOR}/exports`,
      headers: WHY,
      body: {},
    });
    const { approvalId, payloadHash } = asked.body;
    const allowed = await world.call("approvals", {
      routeKey: `POST ${OPERATOR}/approvals/{approvalId}/approve`,
      path: { approvalId },
      as: "data-protection-officer",
      body: { payloadHash },
    });
    await carryOutApproved("demo-a", approvalId);

    expect([asked.status, allowed.status]).toEqual([202, 200]);
    expect(entryOf("export", "exported")).toMatchObject({
      actor: "execute-approved-action",
      actorType: "system",
      onBehalfOf: "admin",
      approvalId,
      approvedBy: "data-protection-officer",
      reason: "Ticket 4711",
    });
  });

  it("names a driver by their id where they change what is their own, and not where from", async () => {
    const { body } = await world.call("drivers", {
      routeKey: `POST ${OPERATOR}/drivers`,
      as: "support",
      body: { name: "Ada Lovelace", email: "ada@example.com", language: "en" },
    });
    const { driverId } = body;
    const given = await world.call("drivers", {
      routeKey: `POST ${OPERATOR}/drivers/{driverId}/account-code`,
      as: "support",
      path: { driverId },
      body: {},
    });
    const linked = await world.callAsDriver("account-of-ada", {
      routeKey: "POST /v1/me/operators/{operatorId}/account",
      body: { code: given.body.code },
    });
    const changed = await world.callAsDriver("account-of-ada", {
      routeKey: "PATCH /v1/me/operators/{operatorId}/profile",
      headers: { "x-forwarded-for": "203.0.113.77, 192.0.2.200" },
      body: { language: "tr" },
    });

    const entries = news();

    expect([given.status, linked.status, changed.status]).toEqual([201, 201, 200]);
    expect(entries.filter(({ action }) => action === "changed").at(-1)).toMatchObject({
      actor: `driver:${driverId}`,
      actorType: "driver",
      object: { kind: "driver", id: driverId },
    });
    expect(JSON.stringify(entries)).not.toMatch(/account-of-ada|203\.0|Lovelace|ada@example/);
  });

  it("is refused with a reason that is a novel", async () => {
    const { status, body } = await world.call("sites", {
      routeKey: `POST ${OPERATOR}/sites`,
      headers: { "x-change-reason": "x".repeat(501) },
      body: { siteId: "novel", name: "Novel" },
    });

    expect([status, body.errors?.[0]?.pointer]).toEqual([400, "/X-Change-Reason"]);
    expect(news()).toEqual([]);
  });
});

describe("what changes nothing and is in the journal all the same", () => {
  it("is the first use of a sign-in, once", async () => {
    for (let count = 0; count < 3; count++) {
      await listSites("technician", "phone");
    }

    const entries = news().filter(({ action }) => action === "sign-in");

    expect(entries).toMatchObject([
      { actor: "technician", actorType: "person", object: { kind: "sign-in" } },
    ]);
    expect(JSON.stringify(entries)).not.toContain("192.0.2.1");
  });

  it("is an attempt that was refused", async () => {
    const { status } = await world.call("audit", {
      routeKey: `GET ${OPERATOR}/audit`,
      query: "table=Fleet",
      as: "support",
    });

    expect(status).toBe(403);
    expect(entryOf("security-signal", "refused")).toMatchObject({
      actor: "support",
      changes: { kind: { after: { value: "access.forbidden" } } },
    });
  });

  it("is the use of a sign-in that was ended", async () => {
    await listSites("viewer", "lost-phone");
    const over = await world.call("access", {
      routeKey: `POST ${OPERATOR}/access/me/sign-ins/{signInId}/revoke`,
      as: "viewer",
      path: { signInId: "lost-phone" },
    });
    const again = await listSites("viewer", "lost-phone");

    expect([over.status, again.status]).toEqual([204, 401]);
    expect(entryOf("security-signal", "sign-in-refused")).toMatchObject({ actor: "viewer" });
  });

  it("is a look at personal data in clear, with its reason", async () => {
    const { body } = await world.call("drivers", {
      routeKey: `POST ${OPERATOR}/drivers`,
      as: "support",
      body: { name: "Grace Hopper", language: "en" },
    });
    const { status } = await world.call("drivers", {
      routeKey: `POST ${OPERATOR}/drivers/{driverId}/reveal`,
      as: "data-protection-officer",
      path: { driverId: body.driverId },
      body: { fields: ["name"], reason: "Ticket 4711" },
    });

    expect(status).toBe(200);
    expect(entryOf("access-record", "read-personal-data")).toMatchObject({
      actor: "data-protection-officer",
      reason: "Ticket 4711",
      changes: { operationId: { after: { value: "revealDriver" } } },
    });
  });

  it("is a look of somebody from above the operators", async () => {
    await world.call("sessions", {
      routeKey: `GET ${OPERATOR}/sessions`,
      as: "root",
      headers: { "x-access-reason": "A dispute of a bill" },
    });

    expect(entryOf("access-record", "read-personal-data")).toMatchObject({
      actor: "root",
      reason: "A dispute of a bill",
    });
  });
});

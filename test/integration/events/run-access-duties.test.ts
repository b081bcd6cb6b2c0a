import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keys } from "#adapters/dynamodb/keys.ts";
import type { Grant } from "#domain/access/grants.ts";
import { aContext } from "#test/support/lambda-context.ts";
import { aMember } from "#test/support/members.ts";
import { type RestWorld, startRestWorld } from "#test/support/rest-world.ts";

const MEMBERS = "/v1/operators/{operatorId}/members";
const DAY_MS = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString();

let world: RestWorld;
beforeAll(async () => {
  world = await startRestWorld();
});
afterAll(() => world.stop());

const runDuties = async () => {
  const { handler } = await import("#functions/events/run-access-duties/handler.ts");
  await (handler as (event: unknown, context: unknown) => Promise<unknown>)({}, aContext());
};
const read = async (subject: string) =>
  (await world.call("members", { routeKey: `GET ${MEMBERS}/{subject}`, path: { subject } })).body;
const plant = (subject: string, fields: object, scope = "demo-a", role = "support") =>
  world.put("Directory", {
    ...keys.membership(scope, subject),
    ...aMember({ scope, subject, role }),
    ...fields,
  });

describe("a dormant account", () => {
  it("is disabled after 45 days without use, and one that was used is not", async () => {
    await plant("sleeper", { lastUsedAt: daysAgo(46) });
    await plant("rare", { lastUsedAt: daysAgo(44) });

    await runDuties();

    expect(await read("sleeper")).toMatchObject({
      state: "dormant",
      roles: [{ roleId: "support" }],
    });
    expect(await read("rare")).toMatchObject({ state: "soon-dormant" });
    expect(await world.signals("demo-a", "access.account-dormant")).toMatchObject([
      { subject: "sleeper" },
    ]);
  });

  it("works again when somebody enables it, and keeps doing so", async () => {
    await plant("waker", { lastUsedAt: daysAgo(46) });
    await runDuties();

    await world.call("members", {
      routeKey: `POST ${MEMBERS}/{subject}/enable`,
      path: { subject: "waker" },
    });
    await runDuties();

    expect((await read("waker")).state).toBe("active");
  });

  it("of the last SystemAdmin stays: somebody must be able to come back", async () => {
    await plant("root", { lastUsedAt: daysAgo(90) }, "platform", "system-admin");

    await runDuties();

    const answer = await world.call("operators", { routeKey: "GET /v1/operators", as: "root" });
    expect(answer.status).toBe(200);
  });
});

describe("a leaver", () => {
  it("has nothing left to be done by the system after one run", async () => {
    await plant("leaver", {});
    await world.call("members", {
      routeKey: `POST ${MEMBERS}/{subject}/disable`,
      path: { subject: "leaver" },
    });

    await runDuties();

    const { leaving } = await read("leaver");
    const open = leaving.steps.filter((step: { doneAt?: string }) => step.doneAt === undefined);
    expect(open).toEqual([]);
  });
});

describe("a break-glass", () => {
  it("that nobody reviewed within a day is told once", async () => {
    const grant: Grant = {
      grantId: "01J00000000000000000000000",
      operatorId: "demo-a",
      subject: "admin",
      right: { permissions: ["incidents:isolate"] },
      kind: "break-glass",
      startsAt: daysAgo(2),
      endsAt: new Date(Date.parse(daysAgo(2)) + 3_600_000).toISOString(),
      reason: "Fire",
      requestedBy: "admin",
      requestedAt: daysAgo(2),
    };
    await plant("admin", { grants: { [grant.grantId]: grant } }, "demo-a", "operator-admin");

    await runDuties();
    await runDuties();

    expect(await world.signals("demo-a", "access.break-glass-not-reviewed")).toMatchObject([
      { subject: "admin", evidence: { grantId: grant.grantId } },
    ]);
  });
});

describe("a review of access", () => {
  const REVIEWS = "/v1/operators/{operatorId}/access-reviews";

  it("is opened by itself a quarter after the last one, or after the operator began", async () => {
    await runDuties();
    await runDuties();

    const { body } = await world.call("access", { routeKey: `GET ${REVIEWS}` });

    const scopes = body.items.map(({ scope }: { scope: string }) => scope).sort();
    expect(scopes).toEqual(DUE_SCOPES);
  });

  it("revokes what got no answer by its due time, and keeps what was kept", async () => {
    const { body } = await world.call("access", {
      routeKey: `POST ${REVIEWS}`,
      as: "security-officer",
      body: { scope: "rest" },
    });
    const viewers = body.items.find(({ subject }: { subject: string }) => subject === "viewer");
    await world.call("access", {
      routeKey: `POST ${REVIEWS}/{campaignId}/answers`,
      as: viewers.reviewer,
      path: { campaignId: body.campaignId },
      body: { holdingId: viewers.holdingId, answer: "keep" },
    });
    await world.makeOverdue("demo-a", body.campaignId);

    await runDuties();

    expect((await read("viewer")).roles).toEqual([{ roleId: "operator-viewer" }]);
    expect((await read("support")).roles).toEqual([]);
    expect((await read("admin")).roles).toEqual([{ roleId: "operator-admin" }]);
    const closed = await world.call("access", {
      routeKey: `GET ${REVIEWS}/{campaignId}`,
      path: { campaignId: body.campaignId },
    });
    expect(closed.body.state).toBe("closed");
    expect(await world.signals("demo-a", "access.review-overdue")).toHaveLength(1);
  });

  // The operators of the tests began on 1 January 2026.
  const quarters = (Date.now() - Date.parse("2026-01-01T00:00:00.000Z")) / (91 * DAY_MS);
  const DUE_SCOPES = [...(quarters >= 1 ? ["privileged"] : []), ...(quarters >= 2 ? ["rest"] : [])];
});

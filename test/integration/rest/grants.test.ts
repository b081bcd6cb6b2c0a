import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { keys } from "#adapters/dynamodb/keys.ts";
import { type RestWorld, startRestWorld } from "#test/support/rest-world.ts";

const GRANTS = "/v1/operators/{operatorId}/grants";
const TOKENS = "/v1/operators/{operatorId}/tokens";

let world: RestWorld;
beforeAll(async () => {
  world = await startRestWorld();
  for (const siteId of ["harbour", "airport"]) {
    await world.put("Fleet", { ...keys.site("demo-a", siteId), operatorId: "demo-a", siteId });
  }
});
afterAll(() => world.stop());
afterEach(() => {
  vi.useRealTimers();
});

/** Lets so much time pass; access tokens stay valid for an hour. */
const pass = (seconds: number) =>
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + seconds * 1000 });
const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();
const request = (as: string, body: object) =>
  world.call("grants", { routeKey: `POST ${GRANTS}`, as, body });
const step = (as: string, grantId: string, name: string) =>
  world.call("grants", { routeKey: `POST ${GRANTS}/{grantId}/${name}`, as, path: { grantId } });
const writeToken = (as: string, tokenId: string) =>
  world.call("tokens", { routeKey: `POST ${TOKENS}`, as, body: { tokenId } });
const writeSite = (as: string) =>
  world.call("sites", {
    routeKey: "POST /v1/operators/{operatorId}/sites",
    as,
    body: { name: "Depot" },
  });
const project = (seconds: number, permissions = ["tokens:write"]) => ({
  kind: "project",
  permissions,
  endsAt: inSeconds(seconds),
  reason: "New cards for the fleet",
});

describe("a grant for a minute", () => {
  it("counts once somebody else approved it, and stops after the minute with the same live token", async () => {
    const asked = await request("finance", project(60));
    const before = await writeToken("finance", "G-1");

    const approved = await step("security-officer", asked.body.grantId, "approve");
    const during = await writeToken("finance", "G-2");
    pass(60);
    const after = await writeToken("finance", "G-3");

    expect([asked.status, asked.body.state]).toEqual([201, "not-approved"]);
    expect([approved.status, approved.body.state]).toEqual([200, "in-force"]);
    expect([before.status, during.status, after.status]).toEqual([403, 201, 403]);
    expect(after.body.reasons).toContain(
      `Grant ${asked.body.grantId} ended at ${asked.body.endsAt}.`,
    );
  });

  it("ends at once when it is revoked", async () => {
    const asked = await request("finance", project(600, ["sites:write"]));
    await step("security-officer", asked.body.grantId, "approve");
    const before = await writeSite("finance");

    const revoked = await step("admin", asked.body.grantId, "revoke");
    const after = await writeSite("finance");

    expect([revoked.status, revoked.body.state]).toEqual([200, "revoked"]);
    expect([before.status, after.status]).toEqual([201, 403]);
  });

  it("is approved once, and never by who gets it or asked for it", async () => {
    const own = await request("support", project(600, ["revenue:read"]));
    const asked = own.body.grantId;

    const bySelf = await step("support", asked, "approve");
    const first = await step("security-officer", asked, "approve");
    const second = await step("security-officer", asked, "approve");

    expect([bySelf.status, bySelf.body.code]).toEqual([403, "access.forbidden"]);
    expect(first.status).toBe(200);
    expect([second.status, second.body.code]).toEqual([409, "access.approval-already-decided"]);
  });
});

describe("a grant", () => {
  it.each([
    ["31 days long", { ...project(31 * 86_400) }, 422, "access.grant-too-long"],
    ["without an end", { ...project(60), endsAt: undefined }, 422, "access.grant-invalid"],
    [
      "that begins in the past",
      { ...project(60), startsAt: inSeconds(-60) },
      422,
      "access.grant-invalid",
    ],
    ["above the operators", project(60, ["operators:read"]), 422, "access.grant-invalid"],
    ["of a role and permissions", { ...project(60), roleId: "finance" }, 400, "request.invalid"],
    ["without a reason", { ...project(60), reason: " " }, 400, "request.invalid"],
    ["that brings its own approval", { ...project(60), approvedBy: "zoe" }, 400, "request.invalid"],
    [
      "of duties that are kept apart",
      project(60, ["refunds:approve"]),
      409,
      "access.duties-conflict",
    ],
    [
      "without an end for oneself",
      { kind: "base", permissions: ["revenue:read"], reason: "x" },
      403,
      "access.forbidden",
    ],
  ])("%s is refused", async (_, body, status, code) => {
    const answer = await request("support", body);

    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it("without an end is given by an admin to somebody else, and holds nothing critical", async () => {
    const base = { kind: "base", subject: "support", reason: "Always has to" };

    const harmless = await request("admin", { ...base, permissions: ["revenue:read"] });
    const critical = await request("admin", { ...base, permissions: ["audit:retention"] });
    const toOneself = await request("admin", {
      ...base,
      subject: "admin",
      permissions: ["consents:read"],
    });

    expect([harmless.status, harmless.body.state]).toEqual([201, "in-force"]);
    expect([critical.status, critical.body.code]).toEqual([422, "access.grant-invalid"]);
    expect(toOneself.status).toBe(403);
  });

  it("for other sites than one's own is not asked for", async () => {
    const wanted = { ...project(600, ["revenue:read"]), siteIds: ["airport"] };

    const elsewhere = await request("technician", wanted);
    const here = await request("technician", { ...wanted, siteIds: ["harbour"] });
    const everywhere = await request("technician", { ...wanted, siteIds: undefined });

    expect([elsewhere.status, here.status, everywhere.status]).toEqual([403, 201, 403]);
  });

  it("is no other operator's to see", async () => {
    const { body } = await request("data-protection-officer", project(60));
    const asked = await request("auditor", project(60));

    expect([body.code, asked.body.code]).toEqual(["access.forbidden", "access.forbidden"]);
    const own = await request("finance", project(900, ["consents:read"]));
    const foreign = await world.call("grants", {
      routeKey: `GET ${GRANTS}/{grantId}`,
      as: "neighbour",
      path: { operatorId: "demo-b", grantId: own.body.grantId },
    });
    expect([foreign.status, foreign.body.code]).toEqual([404, "grant.not-found"]);
  });
});

describe("break-glass", () => {
  const take = { kind: "break-glass", permissions: ["incidents:isolate"], reason: "Ransom note" };

  it("counts at once for an hour, is taken down, and waits for somebody else's review", async () => {
    const taken = await request("admin", take);
    const again = await request("admin", { ...take, permissions: ["audit:retention"] });
    const bySelf = await step("admin", taken.body.grantId, "review");
    const reviewed = await step("security-officer", taken.body.grantId, "review");

    expect(taken.body).toMatchObject({ state: "in-force", reviewOverdue: false });
    expect(Date.parse(taken.body.endsAt) - Date.parse(taken.body.startsAt)).toBe(3_600_000);
    expect(Date.parse(taken.body.reviewDueAt) - Date.parse(taken.body.startsAt)).toBe(86_400_000);
    expect([again.status, again.body.code]).toEqual([409, "access.review-outstanding"]);
    expect(bySelf.status).toBe(403);
    expect(reviewed.body).toMatchObject({ reviewedBy: "security-officer" });
    expect(await world.signals("demo-a", "access.break-glass-taken")).toMatchObject([
      { subject: "admin", evidence: { grantId: taken.body.grantId } },
    ]);
  });

  it("is not everybody's to take", async () => {
    const answer = await request("support", take);

    expect([answer.status, answer.body.code]).toEqual([403, "access.forbidden"]);
  });

  it.each(["members:write", "roles:write", "security:approve", "grants:break-glass"])(
    "never gives %s, which would outlive it or stand for a second person",
    async (permission) => {
      const answer = await request("admin", { ...take, permissions: [permission] });

      expect(answer.body.code).toMatch(/^access\.(grant-invalid|duties-conflict)$/);
    },
  );
});

describe("the grants of an operator", () => {
  it("are listed newest first, of everybody or of one", async () => {
    const list = (query: string) =>
      world.call("grants", { routeKey: `GET ${GRANTS}`, as: "security-officer", query });

    const all = await list("limit=100");
    const ofOne = await list("subject=technician");

    const ids = all.body.items.map((item: { grantId: string }) => item.grantId);
    expect(ids).toEqual([...ids].sort().reverse());
    expect(new Set(ofOne.body.items.map((item: { subject: string }) => item.subject))).toEqual(
      new Set(["technician"]),
    );
  });
});

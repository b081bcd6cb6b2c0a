import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { keys } from "#adapters/dynamodb/keys.ts";
import { carryOutApproved } from "#test/support/carry-out-approved.ts";
import { type RestWorld, startRestWorld } from "#test/support/rest-world.ts";

const TARIFF = "/v1/operators/{operatorId}/tariffs/{tariffId}";
const APPROVAL = "/v1/operators/{operatorId}/approvals/{approvalId}";
const POLICY = "/v1/operators/{operatorId}/approval-policy";

const TARIFF_ITEM = {
  operatorId: "demo-a",
  tariffId: "standard",
  name: "Standard",
  currency: "EUR",
  startFeeMinor: 0,
  energyMinorPerKwh: 40,
  timeMinorPerMinute: 0,
  idleMinorPerMinute: 0,
  idleGraceMinutes: 0,
  vatRateBasisPoints: 2000,
  pricesIncludeVat: true,
  createdAt: "2026-01-01T00:00:00.000Z",
  updatedAt: "2026-01-01T00:00:00.000Z",
  version: 1,
} as const;

let world: RestWorld;
beforeAll(async () => {
  world = await startRestWorld();
});
afterAll(() => world.stop());

beforeEach(async () => {
  await world.put("Charging", { ...keys.tariff("demo-a", "standard"), ...TARIFF_ITEM });
});

const changePrice = (energyMinorPerKwh: number, headers: Record<string, string> = {}) =>
  world.call("tariffs", {
    routeKey: `PATCH ${TARIFF}`,
    path: { tariffId: "standard" },
    headers: { "x-change-reason": "Grid fees rose", ...headers },
    body: { energyMinorPerKwh },
  });

const readPrice = async (): Promise<number> => {
  const { body } = await world.call("tariffs", {
    routeKey: `GET ${TARIFF}`,
    path: { tariffId: "standard" },
  });
  return body.energyMinorPerKwh;
};

const decide = (
  step: "approve" | "refuse" | "withdraw",
  approval: { readonly approvalId: string; readonly payloadHash: string },
  as: string,
) =>
  world.call("approvals", {
    routeKey: `POST ${APPROVAL}/${step}`,
    path: { approvalId: approval.approvalId },
    as,
    ...(step !== "withdraw" && { body: { payloadHash: approval.payloadHash } }),
  });

const readApproval = async (approvalId: string) => {
  const answer = await world.call("approvals", {
    routeKey: `GET ${APPROVAL}`,
    path: { approvalId },
  });
  return answer.body;
};

describe("a large change of prices", () => {
  it("changes nothing until a second person approves it, and then exactly what was asked", async () => {
    const asked = await changePrice(60);
    const before = await readPrice();
    const approved = await decide("approve", asked.body, "finance");
    await carryOutApproved("demo-a", asked.body.approvalId);

    expect(asked.status).toBe(202);
    expect(asked.body).toMatchObject({
      action: "tariffs.change",
      state: "pending",
      maker: "admin",
      requiredPermission: "tariffs:approve",
      payload: { tariffId: "standard", version: 1, changes: { energyMinorPerKwh: 60 } },
    });
    expect(before).toBe(40);
    expect(approved.body).toMatchObject({ state: "approved", checker: "finance" });
    expect(await readPrice()).toBe(60);
    expect(await readApproval(asked.body.approvalId)).toMatchObject({ state: "executed" });
  });

  it("happens once, however often and however many at a time it is carried out", async () => {
    const asked = await changePrice(60);
    await decide("approve", asked.body, "finance");

    const times = Array.from({ length: 6 }, () =>
      carryOutApproved("demo-a", asked.body.approvalId),
    );
    await Promise.all(times);
    await carryOutApproved("demo-a", asked.body.approvalId);

    const tariff = await world.call("tariffs", {
      routeKey: `GET ${TARIFF}`,
      path: { tariffId: "standard" },
    });
    expect(tariff.body).toMatchObject({ energyMinorPerKwh: 60, version: 2 });
    expect(await readApproval(asked.body.approvalId)).toMatchObject({ state: "executed" });
  });

  it("fails with the reason when the tariff was changed in between, and is not tried again", async () => {
    const asked = await changePrice(60);
    await changePrice(41);
    await decide("approve", asked.body, "finance");
    await carryOutApproved("demo-a", asked.body.approvalId);

    expect(await readPrice()).toBe(41);
    expect(await readApproval(asked.body.approvalId)).toMatchObject({
      state: "failed",
      failureCode: "version.conflict",
    });
  });

  it("asks why, and stores nothing without", async () => {
    const answer = await changePrice(60, { "x-change-reason": "" });

    expect(answer.status).toBe(400);
    expect(answer.body.errors[0].pointer).toBe("/X-Change-Reason");
    expect(await readPrice()).toBe(40);
  });

  it("counts small steps of one day together", async () => {
    const first = await changePrice(47);
    const second = await changePrice(55);

    expect([first.status, second.status]).toEqual([200, 202]);
    expect(await readPrice()).toBe(47);
  });
});

describe("a decision", () => {
  it("is not the maker's, nor anybody's who lacks the permission", async () => {
    const asked = await changePrice(60);

    const byMaker = await decide("approve", asked.body, "admin");
    const byAuditor = await decide("approve", asked.body, "auditor");

    expect([byMaker.status, byMaker.body.code]).toEqual([403, "access.approval-self"]);
    expect([byAuditor.status, byAuditor.body.code]).toEqual([403, "access.approval-not-permitted"]);
    expect(await readApproval(asked.body.approvalId)).toMatchObject({ state: "pending" });
  });

  it("is about what was shown", async () => {
    const asked = await changePrice(60);
    const payloadHash = "0".repeat(64);

    const answer = await decide("approve", { ...asked.body, payloadHash }, "finance");

    expect([answer.status, answer.body.code]).toEqual([409, "access.approval-payload-changed"]);
  });

  it("is final", async () => {
    const asked = await changePrice(60);
    await decide("refuse", asked.body, "finance");

    const again = await decide("approve", asked.body, "finance");
    await carryOutApproved("demo-a", asked.body.approvalId);

    expect([again.status, again.body.code]).toEqual([409, "access.approval-already-decided"]);
    expect(await readPrice()).toBe(40);
  });

  it("can be spared by the maker alone, who takes the request back", async () => {
    const asked = await changePrice(60);

    const byOther = await decide("withdraw", asked.body, "finance");
    const byMaker = await decide("withdraw", asked.body, "admin");

    expect(byOther.body.code).toBe("access.approval-not-permitted");
    expect(byMaker.body).toMatchObject({ state: "refused" });
  });

  it("does not exist in another operator", async () => {
    const asked = await changePrice(60);

    const answer = await world.call("approvals", {
      routeKey: `POST ${APPROVAL}/approve`,
      as: "neighbour",
      path: { operatorId: "demo-b", approvalId: asked.body.approvalId },
      body: { payloadHash: asked.body.payloadHash },
    });

    expect([answer.status, answer.body.code]).toEqual([404, "access.approval-not-found"]);
  });
});

describe("the policy of an operator", () => {
  const changePolicy = (actions: object) =>
    world.call("approvals", {
      routeKey: `PATCH ${POLICY}`,
      headers: { "x-change-reason": "Prices follow the exchange" },
      body: { actions },
    });

  it("may be stricter at once, and looser only with a second person", async () => {
    const stricter = await changePolicy({ "tariffs.change": { threshold: 5 } });
    const small = await changePrice(43);
    const looser = await changePolicy({ "tariffs.change": { threshold: 50 } });
    await decide("approve", looser.body, "security-officer");
    await carryOutApproved("demo-a", looser.body.approvalId);
    const large = await changePrice(59);

    expect(stricter.status).toBe(200);
    expect(small.status).toBe(202);
    expect(looser.status).toBe(202);
    expect(large.status).toBe(200);
  });

  it("is never looser than the platform allows", async () => {
    const answer = await changePolicy({ "roles.change": { demanded: false } });

    expect([answer.status, answer.body.code]).toEqual([422, "access.approval-policy-invalid"]);
  });
});

it("lists what waits, newest first, and pages through it", async () => {
  const one = await changePrice(61);
  const other = await changePrice(62);

  const page = await world.call("approvals", {
    routeKey: "GET /v1/operators/{operatorId}/approvals",
    query: "limit=2",
  });

  expect(page.body.items.map((item: { approvalId: string }) => item.approvalId)).toEqual(
    [one.body.approvalId, other.body.approvalId].sort().reverse(),
  );
  expect(page.body.nextCursor).toEqual(expect.any(String));
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RestWorld, startRestWorld } from "#test/support/rest-world.ts";

const REVIEWS = "/v1/operators/{operatorId}/access-reviews";

interface Item {
  readonly holdingId: string;
  readonly subject: string;
  readonly reviewer: string;
}

let world: RestWorld;
beforeAll(async () => {
  world = await startRestWorld();
});
afterAll(() => world.stop());

const open = (scope: string, as = "security-officer") =>
  world.call("access", { routeKey: `POST ${REVIEWS}`, as, body: { scope } });
const answer = (campaignId: string, as: string, holdingId: string, given: string) =>
  world.call("access", {
    routeKey: `POST ${REVIEWS}/{campaignId}/answers`,
    as,
    path: { campaignId },
    body: { holdingId, answer: given },
  });
const itemOf = (items: readonly Item[], subject: string) => {
  const item = items.find((each) => each.subject === subject);
  if (!item) throw new Error(`nothing of ${subject} is reviewed`);
  return item;
};

describe("a review of access", () => {
  it("asks about everybody's roles, and nobody about themselves", async () => {
    const { status, body } = await open("privileged");

    expect(status).toBe(201);
    expect(body.items.map(({ subject }: Item) => subject).sort()).toEqual([
      "admin",
      "data-protection-officer",
      "finance",
      "security-officer",
    ]);
    for (const { subject, reviewer } of body.items) expect(reviewer).not.toBe(subject);
    expect(Date.parse(body.dueAt) - Date.parse(body.openedAt)).toBe(14 * 86_400_000);
  });

  it("takes a right away with the answer", async () => {
    const { body } = await open("rest");
    const { holdingId, reviewer } = itemOf(body.items, "support");
    const sessionsAsSupport = () =>
      world.call("sessions", {
        routeKey: "GET /v1/operators/{operatorId}/sessions",
        as: "support",
      });
    const before = await sessionsAsSupport();

    const answered = await answer(body.campaignId, reviewer, holdingId, "revoke");

    expect([before.status, answered.status]).toEqual([200, 200]);
    expect(answered.body).toMatchObject({ answered: 1, revoked: 1 });
    expect((await sessionsAsSupport()).status).toBe(404);
  });

  it("is answered once, and by who was asked", async () => {
    const { body } = await open("rest");
    const { holdingId, reviewer } = itemOf(body.items, "viewer");
    const other = reviewer === "admin" ? "security-officer" : "admin";

    const byOther = await answer(body.campaignId, other, holdingId, "keep");
    const first = await answer(body.campaignId, reviewer, holdingId, "keep");
    const second = await answer(body.campaignId, reviewer, holdingId, "revoke");

    expect([byOther.status, byOther.body.code]).toEqual([422, "access.review-invalid"]);
    expect(first.status).toBe(200);
    expect([second.status, second.body.code]).toEqual([409, "access.review-answered"]);
  });

  it("is opened by nobody without the permission, and found by nobody else's operator", async () => {
    const refused = await open("rest", "admin");
    const { body } = await open("rest");
    const foreign = await world.call("access", {
      routeKey: `GET ${REVIEWS}/{campaignId}`,
      as: "neighbour",
      path: { operatorId: "demo-b", campaignId: body.campaignId },
    });

    expect(refused.status).toBe(403);
    expect([foreign.status, foreign.body.code]).toEqual([404, "access-review.not-found"]);
  });

  it("is listed newest first", async () => {
    const { body } = await world.call("access", { routeKey: `GET ${REVIEWS}`, as: "auditor" });

    const opened = body.items.map(({ openedAt }: { openedAt: string }) => openedAt);
    expect(opened.length).toBeGreaterThan(2);
    expect(opened).toEqual([...opened].sort().reverse());
  });
});

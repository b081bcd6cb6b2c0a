import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keys } from "#adapters/dynamodb/keys.ts";
import { type RestWorld, startRestWorld } from "#test/support/rest-world.ts";

const ACCESS = "/v1/operators/{operatorId}/access";
const TOKENS = "/v1/operators/{operatorId}/tokens";

let world: RestWorld;
beforeAll(async () => {
  world = await startRestWorld();
});
afterAll(() => world.stop());

const own = (as: string, operatorId = "demo-a") =>
  world.call("access", { routeKey: `GET ${ACCESS}/me`, as, path: { operatorId } });
const of = (subject: string, as = "admin") =>
  world.call("access", { routeKey: `GET ${ACCESS}/{subject}`, as, path: { subject } });
const tariffs = (as: string, operatorId: string, method = "GET") =>
  world.call("tariffs", {
    routeKey: `${method} /v1/operators/{operatorId}/tariffs`,
    as,
    path: { operatorId },
  });
const tokens = (as: string, operatorId = "demo-a", method = "GET") =>
  world.call("tokens", { routeKey: `${method} ${TOKENS}`, as, path: { operatorId } });

describe("what somebody may do", () => {
  it("is told to themselves with why, whatever their role is", async () => {
    const answer = await own("partner");

    expect(answer.status).toBe(200);
    expect(answer.body.permissions).toContainEqual({
      permission: "chargers:read",
      meaning: "See chargers and what they report",
      kind: "read",
      reach: "site",
      sites: ["harbour"],
      because: ["Role partner version 1 through the membership in demo-a permits it."],
    });
  });

  it("is told of a SystemAdmin as what they hold above the operator", async () => {
    const { body } = await own("root");

    expect(body.roles).toEqual([{ scope: "platform", roleId: "system-admin" }]);
    expect(body.permissions.map((each: { permission: string }) => each.permission)).not.toContain(
      "drivers:reveal",
    );
  });

  it("is told of others to those who may see members", async () => {
    const seen = await of("support");
    const refused = await of("support", "partner");
    const stranger = await of("nobody");

    expect(seen.body).toMatchObject({ subject: "support", roles: [{ roleId: "support" }] });
    expect(refused.status).toBe(403);
    expect([stranger.status, stranger.body.code]).toEqual([404, "member.not-found"]);
  });

  it("is told to no stranger", async () => {
    const answer = await own("passer-by");

    expect([answer.status, answer.body.code]).toEqual([404, "operator.not-found"]);
  });
});

describe("a suspended operator", () => {
  it("can be looked at by its admins, and worked on by the platform alone", async () => {
    const suspendedAt = "2026-03-01T00:00:00.000Z";
    await world.put("Directory", { ...keys.operator("demo-c"), operatorId: "demo-c", suspendedAt });
    const member = (subject: string, roleId: string) =>
      world.put("Directory", {
        ...keys.membership("demo-c", subject),
        subject,
        assignments: [{ roleId }],
      });
    await Promise.all([member("chief", "operator-admin"), member("watcher", "operator-viewer")]);

    const answers = [
      await tariffs("chief", "demo-c"),
      await tariffs("chief", "demo-c", "POST"),
      await tariffs("watcher", "demo-c"),
      await tariffs("root", "demo-c"),
    ];

    expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
      [200, undefined],
      [403, "operator.suspended"],
      [403, "operator.suspended"],
      [200, undefined],
    ]);
  });
});

describe("a refused attempt with a valid token", () => {
  it.each([
    ["a foreign operator", "neighbour", "demo-a", "demo-a", "access.foreign-operator"],
    [
      "an operator that does not exist",
      "neighbour",
      "demo-x",
      "platform",
      "access.foreign-operator",
    ],
    ["what the role lacks", "viewer", "demo-a", "demo-a", "access.forbidden"],
  ])(
    "on %s is a signal, one an hour however often it is tried",
    async (_, as, operatorId, where, kind) => {
      for (let attempt = 0; attempt < 5; attempt++) await tokens(as, operatorId, "POST");

      const signals = await world.signals(where, kind);

      const theirs = signals.filter(({ subject }) => subject === as);
      expect(theirs).toHaveLength(1);
      expect(theirs[0]).toMatchObject({
        operatorId: where,
        evidence: { operationId: "createToken", requestId: "request-1" },
      });
    },
  );

  it("by somebody whose access ended says so", async () => {
    await world.put("Directory", {
      ...keys.membership("demo-a", "former"),
      subject: "former",
      assignments: [{ roleId: "support" }],
      disabledAt: "2026-03-01T00:00:00.000Z",
    });

    const answer = await tokens("former");

    expect([answer.status, answer.body.code]).toEqual([404, "operator.not-found"]);
    expect(await world.signals("demo-a", "access.right-ended")).toMatchObject([
      { subject: "former" },
    ]);
  });

  it("without a valid token leaves none: anybody could write that", async () => {
    await world.call("tokens", {
      routeKey: `GET ${TOKENS}`,
      headers: { authorization: "Bearer x" },
    });

    const signals = await world.signals("demo-a", "access.unauthenticated");

    expect(signals).toEqual([]);
  });
});

describe("the last use of a place", () => {
  it("is taken down once a day", async () => {
    const key = keys.membership("demo-a", "rare");
    const member = { subject: "rare", assignments: [{ roleId: "operator-viewer" }] };
    const lastUseOf = async () =>
      (
        await world.call("members", {
          routeKey: "GET /v1/operators/{operatorId}/members/{subject}",
          path: { subject: "rare" },
        })
      ).body.lastUsedAt;
    await world.put("Directory", { ...key, ...member });

    await tokens("rare");
    const first = await lastUseOf();
    await tokens("rare");
    const second = await lastUseOf();

    expect(Date.now() - Date.parse(first)).toBeLessThan(60_000);
    expect(second).toBe(first);
  });
});

import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { mockClient } from "aws-sdk-client-mock";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keys } from "#adapters/dynamodb/keys.ts";
import { domainEvent } from "#contracts/events/domain-event.ts";
import type { Grant } from "#domain/access/grants.ts";
import { aContext } from "#test/support/lambda-context.ts";
import { aMember } from "#test/support/members.ts";
import { type RestWorld, startRestWorld } from "#test/support/rest-world.ts";
import { startStaffAccounts } from "#test/support/staff-accounts.ts";

const MEMBERS = "/v1/operators/{operatorId}/members";
const DAY_MS = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString();

const bus = mockClient(EventBridgeClient);
bus.on(PutEventsCommand).callsFake(({ Entries }: { Entries: readonly object[] }) => ({
  Entries: Entries.map(() => ({ EventId: "taken" })),
}));
const told = () =>
  bus
    .commandCalls(PutEventsCommand)
    .flatMap(({ args }) => args[0].input.Entries ?? [])
    .map(({ Detail = "" }) => JSON.parse(Detail));
const accounts = startStaffAccounts();

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
    ...keys.memberIndex(scope, subject),
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

describe("the account of a leaver", () => {
  const disable = (subject: string) =>
    world.call("members", { routeKey: `POST ${MEMBERS}/{subject}/disable`, path: { subject } });

  it("is signed out and disabled, and lives again when they come back", async () => {
    await plant("gone", {});
    await disable("gone");

    await runDuties();

    const ended = accounts.done.filter((done) => done.startsWith("gone "));
    await world.call("members", {
      routeKey: `POST ${MEMBERS}/{subject}/enable`,
      path: { subject: "gone" },
    });
    expect(ended.sort()).toEqual(["gone disabled", "gone signed out"]);
    expect(accounts.done).toContain("gone enabled");
  });

  it.each([
    ["another operator", "demo-b", "support"],
    ["the platform", "platform", "system-admin"],
  ])("stays for %s, where they have a place", async (_, scope, role) => {
    const subject = `both-${scope}`;
    await plant(subject, {});
    await plant(subject, {}, scope, role);
    await disable(subject);

    await runDuties();

    expect(accounts.done).toContain(`${subject} signed out`);
    expect(accounts.done).not.toContain(`${subject} disabled`);
  });

  it("that a person disabled in Cognito is enabled by no operator", async () => {
    await plant("banned", { disabledAt: daysAgo(1), disabledBecause: "left" });

    await world.call("members", {
      routeKey: `POST ${MEMBERS}/{subject}/enable`,
      path: { subject: "banned" },
    });

    expect(accounts.done).not.toContain("banned enabled");
  });
});

describe("the charging tokens of a leaver", () => {
  it("are blocked within the same duty, and nobody else's", async () => {
    const make = (tokenId: string, heldBy?: string) =>
      world.call("tokens", {
        routeKey: "POST /v1/operators/{operatorId}/tokens",
        body: { tokenId, ...(heldBy !== undefined && { heldBy }) },
      });
    const token = async (tokenId: string) =>
      (
        await world.call("tokens", {
          routeKey: "POST /v1/operators/{operatorId}/tokens/find",
          body: { tokenId },
        })
      ).body;
    await plant("driver", {});
    await make("STAFF-1", "driver");
    await make("STAFF-2", "driver");
    await make("FREE-1");
    await world.call("members", {
      routeKey: `POST ${MEMBERS}/{subject}/disable`,
      path: { subject: "driver" },
    });
    await world.call("tokens", {
      routeKey: "PATCH /v1/operators/{operatorId}/tokens/{tokenRef}",
      path: { tokenRef: (await token("STAFF-2")).tokenRef },
      body: { heldBy: "support" },
    });

    await runDuties();

    const states = [await token("STAFF-1"), await token("STAFF-2"), await token("FREE-1")];
    const [first, second] = states.map(({ tokenRef }) => tokenRef);
    expect(states.map(({ status }) => status)).toEqual(["blocked", "valid", "valid"]);
    const { leaving } = await read("driver");
    expect(leaving.steps).toContainEqual(
      expect.objectContaining({
        step: "block-tokens",
        targets: expect.arrayContaining([first, second]),
      }),
    );
  });
});

describe("a second factor", () => {
  const ask = (subject: string, as = "admin") =>
    world.call("members", {
      routeKey: `POST ${MEMBERS}/{subject}/reset-second-factor`,
      as,
      path: { subject },
    });

  it("is taken away once, and leaves a signal that says who asked", async () => {
    await plant("phoneless", {});
    await ask("phoneless");

    await runDuties();
    await runDuties();

    const done = accounts.done.filter((each) => each.startsWith("phoneless "));
    expect(done).toEqual(["phoneless second factor reset", "phoneless signed out"]);
    expect(await read("phoneless")).not.toHaveProperty("secondFactorResetAskedAt");
    expect(await world.signals("demo-a", "access.second-factor-reset")).toMatchObject([
      { subject: "phoneless", evidence: { askedBy: "admin" } },
    ]);
  });

  it("of somebody who works for another operator too is left to SystemAdmins", async () => {
    await plant("shared", {});
    await plant("shared", {}, "demo-b");
    await ask("shared");
    await runDuties();
    const before = [...accounts.done];

    await ask("shared", "root");
    await runDuties();

    expect(before).not.toContain("shared second factor reset");
    expect(await world.signals("demo-a", "access.second-factor-kept")).toMatchObject([
      { subject: "shared" },
    ]);
    expect(accounts.done).toContain("shared second factor reset");
  });
});

describe("an account that is about to be dormant", () => {
  it("is told of once, a week before, by ids only", async () => {
    await plant("drowsy", { lastUsedAt: daysAgo(40) });

    await runDuties();
    await runDuties();

    const events = told().filter(({ subject }) => subject === "drowsy");
    expect(events).toEqual([
      {
        eventId: expect.any(String),
        v: 1,
        type: "AccessEndingSoon",
        operatorId: "demo-a",
        subject: "drowsy",
        because: "dormant",
        endsAt: expect.stringMatching(/Z$/),
        occurredAt: expect.stringMatching(/Z$/),
      },
    ]);
    expect(domainEvent.safeParse(events[0]).success).toBe(true);
    expect((await read("drowsy")).state).toBe("soon-dormant");
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

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keys } from "#adapters/dynamodb/keys.ts";
import { carryOutApproved } from "#test/support/carry-out-approved.ts";
import { aMember } from "#test/support/members.ts";
import { type RestWorld, startRestWorld } from "#test/support/rest-world.ts";
import { startStaffAccounts } from "#test/support/staff-accounts.ts";

const MEMBERS = "/v1/platform/members";
const APPROVALS = "/v1/platform/approvals";

let world: RestWorld;
const accounts = startStaffAccounts();
beforeAll(async () => {
  world = await startRestWorld();
});
afterAll(() => world.stop());

const list = (as: string) => world.call("members", { routeKey: `GET ${MEMBERS}`, as });
const add = (body: object, as = "root") =>
  world.call("members", {
    routeKey: `POST ${MEMBERS}`,
    as,
    body,
    headers: { "x-change-reason": "We need one more" },
  });
const step = (subject: string, name: string, as = "root") =>
  world.call("members", { routeKey: `POST ${MEMBERS}/{subject}/${name}`, as, path: { subject } });
const approve = async (approval: Record<string, string>, as: string) => {
  const { approvalId = "", payloadHash } = approval;
  const answer = await world.call("approvals", {
    routeKey: `POST ${APPROVALS}/{approvalId}/approve`,
    as,
    path: { approvalId },
    body: { payloadHash },
  });
  await carryOutApproved("platform", approvalId);
  return answer;
};
const plant = (subject: string) => {
  const member = aMember({ scope: "platform", subject, role: "system-admin" });
  return world.put("Directory", { ...keys.membership("platform", subject), ...member });
};

describe("the first SystemAdmin", () => {
  it("adds the second one alone, which leaves a signal", async () => {
    const answer = await add({ subject: "root-2" });

    expect(answer.status).toBe(201);
    expect((await list("root-2")).status).toBe(200);
    expect(await world.signals("platform", "access.platform-member-changed")).toMatchObject([
      { subject: "root-2", evidence: { what: "added alone", by: "root" } },
    ]);
  });
});

describe("one more SystemAdmin", () => {
  it("is added once a second one agrees, and by no fewer", async () => {
    await plant("root-2");
    const asked = await add({ email: "third@example.com" });
    const subject = asked.body.payload.subject;
    const alone = await approve(asked.body, "root");
    const before = await list(subject);

    const approved = await approve(asked.body, "root-2");

    expect([asked.status, asked.body.action]).toEqual([202, "platform-members.add"]);
    expect(asked.headers["location"]).toBe(`${APPROVALS}/${asked.body.approvalId}`);
    expect(alone.body.code).toBe("access.approval-self");
    expect(before.status).toBe(403);
    expect(approved.status).toBe(200);
    expect((await list(subject)).status).toBe(200);
    expect(JSON.stringify(asked)).not.toContain("third@");
  });

  it("still takes two when everybody else was ended", async () => {
    await plant("root-3");
    for (const { subject } of (await list("root")).body.items) {
      if (subject !== "root") await step(subject, "disable");
    }

    const answer = await add({ subject: "accomplice" });

    expect(answer.status).toBe(202);
    expect((await list("accomplice")).status).toBe(403);
  });

  it("is asked for by nobody of an operator", async () => {
    const answers = [await add({ subject: "admin-2" }, "admin"), await list("security-officer")];

    expect(answers.map(({ body }) => body.code)).toEqual(["access.forbidden", "access.forbidden"]);
  });
});

describe("a SystemAdmin's access", () => {
  it.each(["disable", "enable", "sign-out", "reset-second-factor"])(
    "is not one's own to change: %s",
    async (name) => {
      const answer = await step("root", name);

      expect([answer.status, answer.body.code]).toEqual([403, "access.forbidden"]);
    },
  );

  it("of the last one cannot end, even where two end each other's", async () => {
    await plant("twin-a");
    await plant("twin-b");

    const answers = await Promise.all([
      step("twin-b", "disable", "twin-a"),
      step("twin-a", "disable", "twin-b"),
    ]);

    const working = [await list("twin-a"), await list("twin-b")].map(({ status }) => status);
    expect(working).toContain(200);
    expect(answers.map(({ status }) => status)).toContain(200);
  });

  it("ends with the answer, in every operator", async () => {
    await plant("leaver");
    const read = () =>
      world.call("members", { routeKey: "GET /v1/operators/{operatorId}/members", as: "leaver" });
    const before = await read();

    const answer = await step("leaver", "disable");

    expect([before.status, answer.status, (await read()).status]).toEqual([200, 200, 404]);
    expect(answer.body).toMatchObject({ state: "left", roles: [] });
  });

  it("is signed out in every operator", async () => {
    await plant("tired");
    const answer = await step("tired", "sign-out");

    const read = await world.call("members", {
      routeKey: "GET /v1/operators/{operatorId}/members",
      as: "tired",
    });
    expect([answer.status, read.status]).toEqual([200, 401]);
    expect(accounts.done).toContain("tired signed out");
  });
});

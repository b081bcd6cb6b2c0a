import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keys } from "#adapters/dynamodb/keys.ts";
import { carryOutApproved } from "#test/support/carry-out-approved.ts";
import { type RestWorld, startRestWorld } from "#test/support/rest-world.ts";
import { startStaffAccounts } from "#test/support/staff-accounts.ts";

const MEMBERS = "/v1/operators/{operatorId}/members";
const TOKENS = "/v1/operators/{operatorId}/tokens";

let world: RestWorld;
const accounts = startStaffAccounts();
beforeAll(async () => {
  world = await startRestWorld();
  for (const siteId of ["harbour", "quay"]) {
    await world.put("Fleet", { ...keys.site("demo-a", siteId), operatorId: "demo-a", siteId });
  }
});
afterAll(() => world.stop());

const because = { "x-change-reason": "She takes over from Bob" };
const add = (body: object, as = "admin", headers = {}) =>
  world.call("members", { routeKey: `POST ${MEMBERS}`, as, body, headers });
const read = (subject: string) =>
  world.call("members", { routeKey: `GET ${MEMBERS}/{subject}`, path: { subject } });
const move = (subject: string, roles: readonly object[], headers = {}) =>
  world.call("members", {
    routeKey: `PATCH ${MEMBERS}/{subject}`,
    path: { subject },
    body: { roles },
    headers,
  });
const step = (subject: string, name: string, as = "admin") =>
  world.call("members", { routeKey: `POST ${MEMBERS}/{subject}/${name}`, as, path: { subject } });
const tokensAs = (as: string) => world.call("tokens", { routeKey: `GET ${TOKENS}`, as });
const approveAs = async (as: string, approval: { approvalId: string; payloadHash: string }) => {
  const { approvalId, payloadHash } = approval;
  const answer = await world.call("approvals", {
    routeKey: "POST /v1/operators/{operatorId}/approvals/{approvalId}/approve",
    as,
    path: { approvalId },
    body: { payloadHash },
  });
  await carryOutApproved("demo-a", approvalId);
  return answer;
};

describe("a new member", () => {
  it("may do what their role permits from the next request on", async () => {
    const before = await tokensAs("ann");

    const added = await add({ subject: "ann", roleId: "operator-viewer" });

    expect(before.status).toBe(404);
    expect([added.status, added.headers["location"]]).toEqual([
      201,
      "/v1/operators/demo-a/members/ann",
    ]);
    expect(added.body).toMatchObject({ roles: [{ roleId: "operator-viewer" }], state: "active" });
    expect((await tokensAs("ann")).status).toBe(200);
  });

  it("gets a privileged role once a second person has approved it", async () => {
    const asked = await add({ subject: "boss", roleId: "operator-admin" }, "admin", because);
    const before = await tokensAs("boss");

    const approved = await approveAs("security-officer", asked.body);

    expect([asked.status, asked.body.action]).toEqual([202, "grants.privileged"]);
    expect(before.status).toBe(404);
    expect(approved.status).toBe(200);
    expect((await read("boss")).body.roles).toEqual([{ roleId: "operator-admin" }]);
  });

  it("is invited by e-mail, and the answer does not tell whether they had an account", async () => {
    accounts.has("known@example.com", "known");

    const unknown = await add({ email: "New.Person@example.com", roleId: "operator-viewer" });
    const known = await add({ email: "known@example.com", roleId: "operator-viewer" });

    const invited = String(unknown.body.subject);
    expect(accounts.done).toContain(`${invited} invited`);
    const withoutSubject = ({ status, body }: typeof known) => {
      const { subject, createdAt, updatedAt, disableAt, ...rest } = body;
      return { status, rest };
    };
    expect(withoutSubject(unknown)).toEqual(withoutSubject(known));
    expect(known.body.subject).toBe("known");
    expect((await tokensAs("known")).status).toBe(200);
  });

  it("is not invited before it is sure that they can be given the role", async () => {
    const before = [...accounts.done];

    const answers = [
      await add({ email: "nobody@example.com", roleId: "emperor" }),
      await add({ email: "nobody@example.com", roleId: "technician", siteIds: ["nowhere"] }),
    ];

    expect(answers.map(({ status }) => status)).toEqual([422, 400]);
    expect(accounts.done).toEqual(before);
  });

  it("leaves their e-mail address in no approval", async () => {
    const body = { email: "chief@example.com", roleId: "operator-admin" };

    const asked = await add(body, "admin", because);

    expect(asked.status).toBe(202);
    expect(asked.body.payload.subject).toMatch(/^subject-/);
    expect(JSON.stringify(asked)).not.toContain("chief@");
  });

  it("is given sites that there are", async () => {
    const roles = [{ roleId: "technician", siteIds: ["harbour", "atlantis"] }];
    await add({ subject: "diver", roleId: "operator-viewer" });

    const added = await add({
      subject: "diver-2",
      roleId: "technician",
      siteIds: ["atlantis", "harbour"],
    });
    const moved = await move("diver", roles);

    expect([added.status, added.body.errors[0].pointer]).toEqual([400, "/siteIds/0"]);
    expect([moved.status, moved.body.errors[0].pointer]).toEqual([400, "/roles/0/siteIds/1"]);
  });

  it.each([
    ["by both", { subject: "x1", email: "x1@example.com", roleId: "support" }],
    ["by neither", { roleId: "support" }],
    ["by what is no address", { email: "x1", roleId: "support" }],
  ])("is named %s and refused", async (_, body) => {
    const answer = await add(body);

    expect([answer.status, answer.body.errors[0].pointer]).toEqual([400, "/email"]);
  });

  it.each([
    ["a second time", { subject: "viewer", roleId: "support" }, 409, "member.already-exists"],
    ["as SystemAdmin", { subject: "x1", roleId: "system-admin" }, 422, "access.assignment-invalid"],
    ["as a driver", { subject: "x1", roleId: "customer" }, 422, "access.assignment-invalid"],
    ["in an unknown role", { subject: "x1", roleId: "emperor" }, 422, "access.assignment-invalid"],
    [
      "as technician of no site",
      { subject: "x1", roleId: "technician" },
      422,
      "access.assignment-invalid",
    ],
    ["by themselves", { subject: "admin", roleId: "support" }, 403, "access.forbidden"],
    [
      "of another operator",
      { subject: "x1", roleId: "support", operatorId: "demo-b" },
      400,
      "request.invalid",
    ],
    [
      "with a subject that would break a key",
      { subject: "x#1", roleId: "support" },
      400,
      "request.invalid",
    ],
  ])("is not added %s", async (_, body, status, code) => {
    const answer = await add(body);

    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it("is added by nobody without the permission, and the refusal says why", async () => {
    const answer = await add({ subject: "x2", roleId: "support" }, "security-officer");

    expect([answer.status, answer.body.reasons]).toEqual([
      403,
      [
        "Role security-officer version 1 through the membership in demo-a does not hold this permission.",
      ],
    ]);
  });
});

describe("a member who moves", () => {
  it("loses the old role before the new one is given, and the answer says the difference", async () => {
    await add({ subject: "mover", roleId: "support" });

    const answer = await move("mover", [{ roleId: "technician", siteIds: ["harbour"] }]);

    expect(answer.body.roles).toEqual([{ roleId: "technician", siteIds: ["harbour"] }]);
    expect(answer.body.difference).toMatchObject({
      removedRoles: ["support"],
      addedRoles: ["technician"],
    });
    expect(answer.body.difference.lostPermissions).toContain("refunds:request");
    expect(answer.body.difference.gainedPermissions).toContain("firmware:update");
  });

  it("never unites duties that are kept apart", async () => {
    await add({ subject: "both", roleId: "support" });

    const answer = await move("both", [{ roleId: "support" }, { roleId: "finance" }], because);

    expect([answer.status, answer.body.code]).toEqual([409, "access.duties-conflict"]);
    expect((await read("both")).body.roles).toEqual([{ roleId: "support" }]);
  });

  it("is refused a change that somebody else came before", async () => {
    await add({ subject: "late", roleId: "support" });

    const answer = await move("late", [{ roleId: "auditor" }], { "if-match": '"7"' });

    expect([answer.status, answer.body.code]).toEqual([412, "version.conflict"]);
  });
});

describe("a leaver", () => {
  it("is refused with the very next request, and their checklist says what is left", async () => {
    await add({ subject: "leaver", roleId: "support" });
    const before = await tokensAs("leaver");

    const answer = await step("leaver", "disable", "security-officer");

    expect(before.status).toBe(200);
    expect((await tokensAs("leaver")).status).toBe(404);
    expect(answer.body).toMatchObject({ state: "left", roles: [], grantIds: [] });
    const { startedBy, steps } = answer.body.leaving;
    expect(startedBy).toBe("security-officer");
    expect(
      steps.map((each: { step: string; doneAt?: string }) => [each.step, !!each.doneAt]),
    ).toEqual([
      ["disable-account", false],
      ["revoke-sessions", false],
      ["end-memberships", true],
      ["revoke-grants", true],
      ["revoke-api-clients", true],
      ["block-tokens", true],
      ["withdraw-approvals", true],
      ["hand-over", true],
    ]);
  });

  it("comes back without the roles of before", async () => {
    await add({ subject: "back", roleId: "support" });
    await step("back", "disable");

    const answer = await step("back", "enable");

    expect(answer.body).toMatchObject({ state: "active", roles: [] });
    const signedInAgain = { auth_time: Math.floor(Date.now() / 1000) + 1 };
    const headers = { authorization: `Bearer ${world.signIn.token("back", signedInAgain)}` };
    const fresh = await world.call("tokens", { routeKey: `GET ${TOKENS}`, headers });
    expect([fresh.status, (await tokensAs("back")).status]).toEqual([404, 401]);
  });

  it.each(["disable", "enable", "hand-over"])("does not %s themselves", async (name) => {
    const answer = await step("admin", name);

    expect([answer.status, answer.body.code]).toEqual([403, "access.forbidden"]);
  });

  it("is nobody who does not belong to the operator", async () => {
    const answer = await step("neighbour", "disable");

    expect([answer.status, answer.body.code]).toEqual([404, "member.not-found"]);
  });
});

describe("a second factor", () => {
  it("is asked to be enrolled anew by somebody else, which ends the sign-ins", async () => {
    await add({ subject: "phoneless", roleId: "operator-viewer" });

    const answer = await step("phoneless", "reset-second-factor", "security-officer");

    expect(answer.status).toBe(200);
    expect(answer.body.secondFactorResetAskedAt).toBe(answer.body.signedOutBefore);
    expect((await tokensAs("phoneless")).status).toBe(401);
  });

  it("is not one's own to reset", async () => {
    const answer = await step("admin", "reset-second-factor");

    expect([answer.status, answer.body.code]).toEqual([403, "access.forbidden"]);
  });
});

describe("the members of an operator", () => {
  it("are listed in pages, and only its own", async () => {
    const seen: string[] = [];
    let cursor = "";
    do {
      const query = `limit=4${cursor && `&cursor=${encodeURIComponent(cursor)}`}`;
      const { body } = await world.call("members", { routeKey: `GET ${MEMBERS}`, query });
      seen.push(...body.items.map((item: { subject: string }) => item.subject));
      cursor = body.nextCursor ?? "";
    } while (cursor !== "");

    expect(seen).toEqual(expect.arrayContaining(["admin", "partner", "technician", "viewer"]));
    expect(seen).not.toContain("neighbour");
    expect(new Set(seen).size).toBe(seen.length);
  });
});

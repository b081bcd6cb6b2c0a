import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keys } from "#adapters/dynamodb/keys.ts";
import { builtInRole } from "#domain/access/roles.ts";
import { carryOutApproved } from "#test/support/carry-out-approved.ts";
import { aMember } from "#test/support/members.ts";
import { type RestWorld, startRestWorld } from "#test/support/rest-world.ts";

const ROLES = "/v1/operators/{operatorId}/roles";
const SESSIONS = "/v1/operators/{operatorId}/sessions";

let world: RestWorld;
beforeAll(async () => {
  world = await startRestWorld();
});
afterAll(() => world.stop());

const headers = { "x-change-reason": "The council asked for it" };
const permissionsOf = (roleId: string) => builtInRole(roleId)?.permissions ?? [];
const change = (roleId: string, body: object, also = {}) =>
  world.call("roles", {
    routeKey: `PATCH ${ROLES}/{roleId}`,
    path: { roleId },
    body,
    headers: { ...headers, ...also },
  });
const create = (body: object) => world.call("roles", { routeKey: `POST ${ROLES}`, body, headers });
const read = (roleId: string, as = "admin") =>
  world.call("roles", { routeKey: `GET ${ROLES}/{roleId}`, path: { roleId }, as });
const approve = async ({
  approvalId,
  payloadHash,
}: {
  approvalId: string;
  payloadHash: string;
}) => {
  await world.call("approvals", {
    routeKey: "POST /v1/operators/{operatorId}/approvals/{approvalId}/approve",
    as: "security-officer",
    path: { approvalId },
    body: { payloadHash },
  });
  await carryOutApproved("demo-a", approvalId);
};

describe("a role", () => {
  it("counts in its new version for all who hold it, from their next request on", async () => {
    const sessionsAs = (as: string) => world.call("sessions", { routeKey: `GET ${SESSIONS}`, as });
    const without = permissionsOf("operator-viewer").filter((name) => name !== "sessions:read");
    const before = await sessionsAs("viewer");

    const asked = await change("operator-viewer", { permissions: without });
    const meanwhile = await sessionsAs("viewer");
    await approve(asked.body);
    const after = await sessionsAs("viewer");

    expect([asked.status, asked.body.action]).toEqual([202, "roles.change"]);
    expect([before.status, meanwhile.status, after.status]).toEqual([200, 200, 403]);
    expect(after.body.reasons[0]).toContain("Role operator-viewer version 2");
    const { body } = await read("operator-viewer");
    expect(body.versions.map(({ version }: { version: number }) => version)).toEqual([2, 1]);
    expect(body.versions[0].changedBy).toBe("admin");
  });

  it("is one operator's own, and not its neighbour's", async () => {
    const foreign = await world.call("roles", {
      routeKey: `GET ${ROLES}/{roleId}`,
      as: "neighbour",
      path: { operatorId: "demo-b", roleId: "operator-viewer" },
    });

    expect(foreign.body.version).toBe(1);
  });

  it("changes its words without a second person, and the answer says the difference", async () => {
    const answer = await change("auditor", { name: "Inspector" }, { "if-match": '"1"' });

    expect([answer.status, answer.body.version]).toEqual([200, 2]);
    expect(answer.body.difference).toEqual({
      roleId: "auditor",
      fromVersion: 1,
      toVersion: 2,
      added: [],
      removed: [],
      changed: [{ field: "name", before: "Auditor", after: "Inspector" }],
    });
  });

  it("of the operator's own is made, given and read", async () => {
    const asked = await create({
      roleId: "night-watch",
      name: "Night watch",
      description: "Looks after the chargers at night",
      permissions: ["chargers:read", "commands:read"],
      siteScoped: true,
    });

    await approve(asked.body);

    const { body } = await read("night-watch");
    expect(body).toMatchObject({ version: 1, builtIn: false, siteScoped: true });
  });

  it.each([
    ["the platform's", "system-admin", { name: "x" }, 404, "role.not-found"],
    ["unknown", "nobody", { name: "x" }, 404, "role.not-found"],
    [
      "with what stands above the operators",
      "support",
      { permissions: ["operators:read"] },
      422,
      "access.role-invalid",
    ],
    [
      "without what it must keep",
      "operator-admin",
      { permissions: ["members:read"] },
      422,
      "access.role-invalid",
    ],
    [
      "uniting duties that are kept apart",
      "finance",
      { permissions: ["refunds:request", "refunds:approve"] },
      409,
      "access.duties-conflict",
    ],
    [
      "with a permission that there is not",
      "support",
      { permissions: ["world:rule"] },
      400,
      "request.invalid",
    ],
    ["with a version of its own", "support", { version: 9 }, 400, "request.invalid"],
  ])("is not changed: %s", async (_, roleId, body, status, code) => {
    const answer = await change(roleId, body);

    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it("is not changed so that somebody who holds it would unite duties", async () => {
    const roles = [{ roleId: "support" }, { roleId: "night-watch", siteIds: ["harbour"] }];
    await world.put("Directory", {
      ...keys.membership("demo-a", "owl"),
      ...aMember({ scope: "demo-a", subject: "owl", role: "support" }),
      assignments: roles,
    });

    const answer = await change("night-watch", {
      permissions: ["chargers:read", "commands:configure"],
    });

    expect([answer.status, answer.body.code]).toEqual([409, "access.duties-conflict"]);
    expect(answer.body.reasons).toEqual([expect.stringMatching(/^owl: /)]);
  });
});

import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { fromItem, toItem } from "#adapters/dynamodb/client.ts";
import { keys } from "#adapters/dynamodb/keys.ts";
import { inDays, putApiClient } from "#test/support/api-clients.ts";
import { mockAppClients } from "#test/support/app-clients.ts";
import { carryOutApproved } from "#test/support/carry-out-approved.ts";
import { aMember } from "#test/support/members.ts";
import { type RestWorld, startRestWorld } from "#test/support/rest-world.ts";

const OPERATOR = "/v1/operators/{operatorId}";
const LIST = `${OPERATOR}/api-clients`;
const ONE = `${LIST}/{clientId}`;

let world: RestWorld;
let apps: ReturnType<typeof mockAppClients>;
beforeAll(async () => {
  apps = mockAppClients();
  world = await startRestWorld();
  for (const subject of ["maker", "admin-2"]) {
    await world.put("Directory", {
      ...keys.membership("demo-a", subject),
      ...aMember({ scope: "demo-a", subject, role: "operator-admin" }),
    });
  }
});
beforeEach(() => {
  apps.mock.resetHistory();
});
afterAll(() => world.stop());

const reason = { "x-change-reason": "Onboards sites from our planning tool" };
const ask = (as = "maker", permissions: readonly string[] = ["sites:read", "sites:write"]) =>
  world.call("api-clients", {
    routeKey: `POST ${LIST}`,
    as,
    headers: reason,
    body: { name: "Planning", owner: "Roll-out", permissions, expiresAt: inDays(90) },
  });
const approve = async ({ approvalId, payloadHash }: Record<string, string>, as: string) => {
  const answer = await world.call("approvals", {
    routeKey: `POST ${OPERATOR}/approvals/{approvalId}/approve`,
    path: { approvalId: String(approvalId) },
    as,
    body: { payloadHash },
  });
  await carryOutApproved("demo-a", String(approvalId));
  return answer;
};
const approval = async (approvalId: string) => {
  const path = { approvalId };
  const routeKey = `GET ${OPERATOR}/approvals/{approvalId}`;
  return (await world.call("approvals", { routeKey, path })).body;
};
const read = (clientId: string) =>
  world.call("api-clients", { routeKey: `GET ${ONE}`, path: { clientId } });
const secretOf = (clientId: string, as = "maker") =>
  world.call("api-clients", { routeKey: `POST ${ONE}/secret`, path: { clientId }, as, body: {} });
const makeSite = (siteId: string, clientId: string) =>
  world.call("sites", {
    routeKey: `POST ${OPERATOR}/sites`,
    as: `client:${clientId}`,
    body: { siteId, name: siteId },
  });
const seen = ({ status, body }: { status: number; body: { code?: string } }) =>
  `${status} ${body.code ?? ""}`.trim();

describe("a program that does more than read", () => {
  it("takes two people, and then shows its secret to its maker alone", async () => {
    const asked = await ask();
    const { clientId } = asked.body.payload;
    const before = await read(clientId);

    const approved = await approve(asked.body, "security-officer");
    await carryOutApproved("demo-a", asked.body.approvalId);
    const waiting = await read(clientId);
    const fromOther = await secretOf(clientId, "admin-2");
    const fetched = await secretOf(clientId);
    const again = await secretOf(clientId);

    expect(asked.status).toBe(202);
    expect(seen(before)).toBe("404 api-client.not-found");
    expect(approved.status).toBe(200);
    expect((await approval(asked.body.approvalId)).state).toBe("executed");
    expect(waiting.body).toMatchObject({
      state: "awaiting-secret",
      createdBy: "maker",
      version: 1,
    });
    expect(waiting.body).not.toHaveProperty("secret");
    expect(seen(fromOther)).toBe("403 access.forbidden");
    expect(fetched.body).toMatchObject({ state: "active", replaces: clientId });
    expect(fetched.body.clientSecret).toEqual(expect.any(String));
    expect(seen(again)).toBe("409 api-client.ended");
    expect(apps.created()).toHaveLength(1);
  });

  it("writes in its own name", async () => {
    const asked = await ask();
    await approve(asked.body, "security-officer");
    const { clientId } = (await secretOf(asked.body.payload.clientId)).body;

    const { status } = await makeSite("planned", clientId);

    const { dynamo } = await import("#adapters/dynamodb/client.ts");
    const Key = toItem(keys.site("demo-a", "planned"));
    const { Item = {} } = await dynamo.send(new GetItemCommand({ TableName: "Fleet", Key }));
    expect(status).toBe(201);
    expect(fromItem(Item)).toMatchObject({ changedBy: `client:${clientId}` });
  });

  it("is not agreed to by its maker", async () => {
    const asked = await ask("maker");

    expect(seen(await approve(asked.body, "maker"))).toMatch(/^403 access.approval/);
    expect((await read(asked.body.payload.clientId)).status).toBe(404);
  });

  it("comes of nothing where its maker may not do it any more", async () => {
    const leaver = { ...keys.membership("demo-a", "leaver") };
    const member = aMember({ scope: "demo-a", subject: "leaver", role: "operator-admin" });
    await world.put("Directory", { ...leaver, ...member });
    const asked = await ask("leaver");
    await world.put("Directory", { ...leaver, ...member, disabledAt: inDays(0) });

    await approve(asked.body, "security-officer");

    expect(await approval(asked.body.approvalId)).toMatchObject({
      state: "failed",
      failureCode: "access.forbidden",
    });
    expect((await read(asked.body.payload.clientId)).status).toBe(404);
  });

  it("widens in exactly the way that was agreed, and not once it was changed in between", async () => {
    await putApiClient(world, { clientId: "widened" });
    const change = (body: object) =>
      world.call("api-clients", {
        routeKey: `PATCH ${ONE}`,
        path: { clientId: "widened" },
        as: "maker",
        headers: reason,
        body,
      });
    const permissions = ["chargers:write", "sites:read"];
    const first = await change({ permissions });
    const second = await change({ permissions: ["sites:write"] });

    await approve(first.body, "security-officer");
    await approve(second.body, "security-officer");

    expect((await read("widened")).body).toMatchObject({ permissions, version: 2 });
    expect(await approval(second.body.approvalId)).toMatchObject({
      state: "failed",
      failureCode: "version.conflict",
    });
  });

  it("gets nothing that its maker holds for a while only", async () => {
    const subject = "stand-in";
    const member = aMember({ scope: "demo-a", subject, role: "operator-admin" });
    const grant = {
      grantId: "g-1",
      operatorId: "demo-a",
      subject,
      kind: "project",
      right: { permissions: ["refunds:request"] },
      startsAt: inDays(-1),
      endsAt: inDays(1),
      reason: "Covers a holiday",
      requestedBy: "admin",
      requestedAt: inDays(-1),
      approvedBy: "security-officer",
      approvedAt: inDays(-1),
    };
    await world.put("Directory", {
      ...keys.membership("demo-a", subject),
      ...member,
      grants: { "g-1": grant },
    });

    expect(seen(await ask(subject, ["refunds:request"]))).toBe("403 access.forbidden");
  });

  it("asks for no second person: its maker could be the one", async () => {
    await putApiClient(world, { clientId: "taker", permissions: ["operator:export"] });

    const answer = await world.call("exports", {
      routeKey: `POST ${OPERATOR}/exports`,
      as: "client:taker",
      headers: reason,
    });

    expect(answer.body.reasons).toEqual(["A program asks for no second person."]);
    expect(seen(answer)).toBe("403 access.forbidden");
  });

  it("is refused while its operator is suspended, reading too", async () => {
    await putApiClient(world, { clientId: "held" });
    const suspension = (method: "POST" | "DELETE") =>
      world.call("operators", {
        routeKey: `${method} ${OPERATOR}/suspension`,
        as: "root",
        ...(method === "POST" && { body: { reason: "Unpaid" } }),
      });
    const sites = () =>
      world.call("sites", { routeKey: `GET ${OPERATOR}/sites`, as: "client:held" });
    const before = await sites();
    await suspension("POST");

    const during = await sites();
    await suspension("DELETE");

    expect(before.status).toBe(200);
    expect(seen(during)).toBe("403 operator.suspended");
    expect((await sites()).status).toBe(200);
  });
});

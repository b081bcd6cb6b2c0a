import { isDeepStrictEqual } from "node:util";
import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dynamo, toItem } from "#adapters/dynamodb/client.ts";
import { keys } from "#adapters/dynamodb/keys.ts";
import { walkOperator } from "#adapters/dynamodb/operator-walk.ts";
import { mockAppClients } from "#test/support/app-clients.ts";
import { carryOutApproved } from "#test/support/carry-out-approved.ts";
import { aCharger } from "#test/support/fleet.ts";
import { furnishOperator } from "#test/support/furnished-operator.ts";
import { aContext } from "#test/support/lambda-context.ts";
import { aMember } from "#test/support/members.ts";
import { type RestWorld, startRestWorld } from "#test/support/rest-world.ts";
import { startStaffAccounts } from "#test/support/staff-accounts.ts";
import { aStreamRecord } from "#test/support/stream-records.ts";

const OPERATOR = "/v1/operators/{operatorId}";
const TABLES = { directoryTable: "Directory", fleetTable: "Fleet", chargingTable: "Charging" };

let world: RestWorld;
const accounts = startStaffAccounts();
beforeAll(async () => {
  world = await startRestWorld();
  for (const [scope, subject, role] of [
    ["platform", "root-2", "system-admin"],
    ["demo-a", "admin-2", "operator-admin"],
  ] as const) {
    await world.put("Directory", {
      ...keys.membership(scope, subject),
      ...aMember({ scope, subject, role }),
    });
  }
});
afterAll(() => world.stop());

async function stored(table: string, key: { readonly pk: string; readonly sk: string }) {
  const { Item } = await dynamo.send(
    new GetItemCommand({ TableName: table, Key: toItem(key), ConsistentRead: true }),
  );
  return Item && unmarshall(Item);
}

async function everythingOf(operatorId: string): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const { table, items } of walkOperator(operatorId, TABLES)) {
    names.push(...items.map(({ pk, sk }) => `${table} ${pk?.S} ${sk?.S}`));
  }
  return names;
}

const suspend = (operatorId: string, as = "root") =>
  world.call("operators", {
    routeKey: `POST ${OPERATOR}/suspension`,
    as,
    path: { operatorId },
    body: { reason: "Invoices unpaid" },
  });

const resume = (operatorId: string) =>
  world.call("operators", {
    routeKey: `DELETE ${OPERATOR}/suspension`,
    as: "root",
    path: { operatorId },
  });

const offboard = (operatorId: string, body: object = { withoutExport: true }) =>
  world.call("operators", {
    routeKey: `POST ${OPERATOR}/offboarding`,
    as: "root",
    path: { operatorId },
    headers: { "x-change-reason": "The contract ended" },
    body,
  });

const approve = (operatorId: string, approval: Record<string, string>, as: string) =>
  world.call("approvals", {
    routeKey: `POST ${OPERATOR}/approvals/{approvalId}/approve`,
    as,
    path: { operatorId, approvalId: String(approval["approvalId"]) },
    body: { payloadHash: approval["payloadHash"] },
  });

/** Gives a reaction the stream's record of the operator's item until nothing changes any more. */
async function react(operatorId: string, before: object) {
  const { handler } = await import("#functions/events/follow-operator-life/handler.ts");
  for (let last: unknown; ; ) {
    const after = (await stored("Directory", keys.operator(operatorId))) ?? {};
    if (isDeepStrictEqual(after, last)) return;
    last = after;
    const record = aStreamRecord({ ...keys.operator(operatorId), before, after });
    const result = await handler({ Records: [record] }, aContext());
    expect(result).toEqual({ batchItemFailures: [] });
  }
}

describe("a suspended operator", () => {
  it("lets its admins read and nobody write, until it goes on", async () => {
    const sites = (method: "GET" | "POST", as: string, body?: object) =>
      world.call("sites", { routeKey: `${method} ${OPERATOR}/sites`, as, ...(body && { body }) });
    await suspend("demo-a");

    const read = await sites("GET", "admin");
    const write = await sites("POST", "admin", { name: "New" });
    const viewer = await sites("GET", "viewer");
    const root = await sites("POST", "root", { name: "New" });
    await resume("demo-a");
    const later = await sites("POST", "admin", { name: "New" });

    expect(read.status).toBe(200);
    expect([write.status, write.body.code]).toEqual([403, "operator.suspended"]);
    expect([viewer.status, viewer.body.code]).toEqual([403, "operator.suspended"]);
    expect(root.status).toBe(201);
    expect(later.status).toBe(201);
  });

  it("has its chargers' sockets told, and told again when it goes on", async () => {
    await furnishOperator("sockets", world.put);
    await suspend("sockets");
    await react("sockets", {});
    const told = await stored("Connections", keys.connection("socket-of-sockets"));
    await resume("sockets");
    await react("sockets", { suspendedAt: "2026-03-01T10:00:00.000Z" });

    expect(told).toMatchObject({ suspended: true, chargerId: "CP-1" });
    expect(await stored("Connections", keys.connection("socket-of-sockets"))).not.toHaveProperty(
      "suspended",
    );
  });

  it("is suspended by nobody but a SystemAdmin", async () => {
    const answer = await suspend("demo-a", "admin");

    expect([answer.status, answer.body.code]).toEqual([403, "access.forbidden"]);
  });
});

describe("the end of an operator", () => {
  it("takes two SystemAdmins, and leaves nothing of it but that it ended", async () => {
    await furnishOperator("ending", world.put);
    await furnishOperator("staying", world.put);
    const before = await everythingOf("staying");
    const running = await offboard("ending");
    await suspend("ending");
    const asked = await offboard("ending");
    const alone = await approve("ending", asked.body, "root");
    const approved = await approve("ending", asked.body, "root-2");
    await carryOutApproved("ending", asked.body.approvalId);
    const programs = mockAppClients(accounts.mock);
    await react("ending", {});

    const again = await world.call("operators", {
      routeKey: "POST /v1/operators",
      as: "root",
      body: {
        operatorId: "ending",
        name: "New",
        countryCode: "DE",
        currency: "EUR",
        timeZone: "UTC",
      },
    });
    expect(running.body.code).toBe("operator.not-suspended");
    expect(asked.status).toBe(202);
    expect(alone.body.code).toBe("access.approval-self");
    expect(approved.status).toBe(200);
    expect(await everythingOf("ending")).toEqual(["Directory ending OPERATOR"]);
    expect(programs.removed()).toEqual(["robot-of-ending"]);
    expect(await stored("Charging", keys.transactionId("ending", 77))).toBeUndefined();
    const keyOf = (operatorId: string) => keys.dataKey(operatorId, "somebody", "token");
    expect(await stored("Vault", keyOf("ending"))).toBeUndefined();
    expect(await stored("Vault", keys.erasedSubject("ending", "somebody-else"))).toBeUndefined();
    expect(await stored("Vault", keyOf("staying"))).toBeDefined();
    expect(await stored("Directory", keys.operator("ending"))).toMatchObject({
      offboardedAt: expect.any(String),
      changeApprovalId: asked.body.approvalId,
    });
    expect(await everythingOf("staying")).toEqual(before);
    expect([again.status, again.body.code]).toEqual([409, "operator.already-exists"]);
  });

  it("deletes the accounts of those who work for nobody else", async () => {
    await furnishOperator("leaving", world.put);
    await world.put("Directory", {
      ...keys.membership("leaving", "ben"),
      ...aMember({ scope: "leaving", subject: "ben", role: "support" }),
    });
    await world.put("Directory", {
      ...keys.membership("demo-a", "ben"),
      ...keys.memberIndex("demo-a", "ben"),
      ...aMember({ scope: "demo-a", subject: "ben", role: "support" }),
    });
    await suspend("leaving");
    const asked = await offboard("leaving");
    await approve("leaving", asked.body, "root-2");
    await carryOutApproved("leaving", asked.body.approvalId);
    accounts.done.length = 0;

    await react("leaving", {});

    expect(accounts.done).toEqual(["ann deleted"]);
  });

  it("destroys what hung on chargers that were deleted before", async () => {
    await furnishOperator("former", world.put);
    const charger = { routeKey: `DELETE ${OPERATOR}/chargers/{chargerId}`, as: "root" };
    const path = { operatorId: "former", chargerId: "CP-1" };
    const deleted = await world.call("chargers", { ...charger, path });
    await suspend("former");
    const asked = await offboard("former");
    await approve("former", asked.body, "root-2");
    await carryOutApproved("former", asked.body.approvalId);

    await react("former", {});

    const variable = keys.variable("former", "CP-1", "Configuration", "HeartbeatInterval");
    expect(deleted.status).toBe(204);
    expect(await stored("Fleet", variable)).toBeUndefined();
    expect(await stored("Charging", keys.rememberedStart("former", "CP-1", "d"))).toBeUndefined();
    expect(await everythingOf("former")).toEqual(["Directory former OPERATOR"]);
  });

  it("names an export that there is", async () => {
    await furnishOperator("unexported", world.put);
    await suspend("unexported");

    const answer = await offboard("unexported", { exportId: "0".repeat(26) });

    expect([answer.status, answer.body.code]).toEqual([404, "export.not-found"]);
  });
});

describe("an export", () => {
  it("holds everything of the operator but what opens something, page by page", async () => {
    const operatorId = "demo-a";
    await world.put("Fleet", {
      ...keys.charger(operatorId, "CP-9"),
      ...keys.chargerIndex(operatorId, "CP-9"),
      ...aCharger({ operatorId, chargerId: "CP-9" }),
    });
    const asked = await world.call("exports", {
      routeKey: `POST ${OPERATOR}/exports`,
      headers: { "x-change-reason": "We move" },
    });
    await approve(operatorId, asked.body, "admin-2");
    await carryOutApproved(operatorId, asked.body.approvalId);

    const lines: { readonly table: string; readonly item: Record<string, unknown> }[] = [];
    let cursor: string | undefined;
    let pages = 0;
    do {
      const answer = await world.call("exports", {
        routeKey: `GET ${OPERATOR}/exports/{exportId}`,
        path: { exportId: asked.body.approvalId },
        query: `limit=2${cursor === undefined ? "" : `&cursor=${cursor}`}`,
      });
      expect(answer.status).toBe(200);
      lines.push(...answer.body.items);
      cursor = answer.body.nextCursor;
      pages += 1;
    } while (cursor !== undefined && pages < 50);

    const exported = lines.map(({ table, item }) => `${table} ${item["pk"]} ${item["sk"]}`);
    const kept = (await everythingOf(operatorId)).filter(
      (name) => !/ (EXPORT|IDEMPOTENCY|FORMER-CHARGER)#/.test(name),
    );
    const records = await world.call("approvals", {
      routeKey: `GET ${OPERATOR}/access-records`,
      as: "auditor",
    });
    expect(pages).toBeGreaterThan(1);
    // Once, and not for each page; who takes the export along finds themselves in it.
    expect(records.body.items).toMatchObject([{ subject: "admin", operationId: "readExport" }]);
    expect(exported.sort()).toEqual([...kept].sort());
    expect(JSON.stringify(lines)).not.toContain("c2FsdA==");
  });

  it("is nobody's before a second person allows it", async () => {
    const asked = await world.call("exports", {
      routeKey: `POST ${OPERATOR}/exports`,
      headers: { "x-change-reason": "We move" },
    });

    const answer = await world.call("exports", {
      routeKey: `GET ${OPERATOR}/exports/{exportId}`,
      path: { exportId: asked.body.approvalId },
    });

    expect([asked.status, answer.status]).toEqual([202, 404]);
  });
});

describe("a SystemAdmin who looks at personal data", () => {
  const tokens = (as: string, reason?: string) =>
    world.call("tokens", {
      routeKey: `GET ${OPERATOR}/tokens`,
      as,
      ...(reason !== undefined && { headers: { "x-access-reason": reason } }),
    });

  it("says why, and leaves a trace that the operator can read", async () => {
    const silent = await tokens("root");
    const reasoned = await tokens("root", "Ticket 4711: a card is refused");
    const own = await tokens("admin");

    const { body } = await world.call("approvals", {
      routeKey: `GET ${OPERATOR}/access-records`,
      as: "auditor",
    });
    expect([silent.status, silent.body.errors[0].pointer]).toEqual([400, "/X-Access-Reason"]);
    expect([reasoned.status, own.status]).toEqual([200, 200]);
    const looks = body.items.filter(
      ({ operationId }: { operationId: string }) => operationId === "listTokens",
    );
    expect(looks).toEqual([
      expect.objectContaining({
        subject: "root",
        reason: "Ticket 4711: a card is refused",
      }),
    ]);
  });
});

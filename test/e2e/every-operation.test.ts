import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keys } from "#adapters/dynamodb/keys.ts";
import type { Operation } from "#contracts/rest/operation.ts";
import { BUILT_IN_ROLES } from "#domain/access/built-in-roles.ts";
import { isPermission } from "#domain/access/permissions.ts";
import { USAGE_FOLDER_VARIABLE } from "#local/iam/usage-file.ts";
import { type Platform, startPlatform } from "#local/platform.ts";
import { prepareAssembly } from "#local/startup/prepare-assembly.ts";
import { eventually } from "#test/support/eventually.ts";
import { checkJournal, WITH_REDELIVERY } from "#test/support/journal-check.ts";
import { functionNames } from "#test/support/live-functions.ts";
import { type LiveWorld, liveWorld } from "#test/support/live-world.ts";
import { aMember } from "#test/support/members.ts";
import { leaveOverdue } from "#test/support/overdue.ts";
import { connectCharger } from "#test/support/raw-charger.ts";
import { USAGE_FOLDER } from "#tools/iam-usage/usage-folder.ts";
import { forDrivers, ROUTES, requestFor } from "../isolation/requests.ts";
import { makeThings, type Things } from "../isolation/things.ts";

const OPERATOR = "/v1/operators/{operatorId}";
/** The one who does it where the first with the right is the wrong one: nobody decides on what they asked for. */
const OTHERS: Readonly<Record<string, string>> = {
  answerAccessReview: "security-officer",
  approveRequest: "data-protection-officer",
  refuseRequest: "data-protection-officer",
  // Who signs out is of no more use here.
  revokeOwnSignIn: "partner",
  signOutOneself: "partner",
};

let dataDir: string;
let platform: Platform;
let functionNamed: (bundle: string) => string;
let world: LiveWorld;
let things: Things;
const people = new Map<string, string>();

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "chargeward-e2e-"));
  Object.assign(process.env, WITH_REDELIVERY, { [USAGE_FOLDER_VARIABLE]: USAGE_FOLDER });
  const assemblyDir = await prepareAssembly(() => undefined);
  functionNamed = await functionNames(assemblyDir);
  platform = await startPlatform({ dataDir, port: 0, tlsPort: 0, demo: true, assemblyDir });
  world = liveWorld(platform);
  for (const { email, role, operatorId } of platform.access.users) {
    if (operatorId === "demo-b") continue;
    people.set(role, await world.subjectOf(email));
  }
  // A driver of the other operator, who becomes one of this one as well.
  people.set("customer", await world.subjectOf("driver@demo-b.example"));
  const admin = personWith("operator-admin");
  const staff = {
    officer: personWith("security-officer"),
    support: personWith("support"),
    privacy: personWith("data-protection-officer"),
  };
  things = await makeThings(world, { operatorId: "demo-a", mark: "live", admin, staff });
});
afterAll(async () => {
  await platform?.stop();
  await checkJournal(dataDir);
  rmSync(dataDir, { recursive: true, force: true });
});

function personWith(role: string): string {
  const subject = people.get(role);
  if (subject === undefined) throw new Error(`nobody is ${role}`);
  return subject;
}

/** Somebody who may do it by their role. */
function personFor(operation: Operation): string {
  const { operationId, permission } = operation;
  if (forDrivers(operation)) return personWith("customer");
  const role = ["operator-admin", "system-admin", ...people.keys()].find((roleId) =>
    BUILT_IN_ROLES.some(
      (each) => each.roleId === roleId && each.permissions.some((held) => held === permission),
    ),
  );
  return personWith(OTHERS[operationId] ?? role ?? "operator-admin");
}

const isSignOut = ({ operationId }: Operation) =>
  /^(revokeOwnSignIn|signOutOneself)$/.test(operationId);
const isLife = ({ path }: Operation) => /suspension|offboarding/.test(path);
const named = (operationId: string) =>
  ROUTES.filter(({ operation }) => operation.operationId === operationId);
/** The account comes before all else that drivers do; drivers.test.ts erases some. */
const ACCOUNT = named("linkAccount");
const APART = [...ACCOUNT, ...named("eraseMe")];
const called = (method: string) =>
  ROUTES.filter((route) => {
    const { operation } = route;
    return operation.method === method && !isLife(operation) && !APART.includes(route);
  });

async function surprises(routes: typeof ROUTES): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { resource, operation } of routes) {
    const request = requestFor(operation, "demo-a", things);
    const headers = { ...request.headers, "idempotency-key": `live-${operation.operationId}` };
    const answer = await world.call(resource, { ...request, headers, as: personFor(operation) });
    const { status, body } = answer;
    const isStranger = forDrivers(operation) && status >= 300;
    if (isStranger || [401, 403].includes(status) || status >= 500) {
      found.push(`${operation.operationId}: ${status} ${body.code}`);
    }
  }
  return found;
}

describe("the platform under its own policies", () => {
  it.each(
    [
      "sweep-stale-sessions",
      "run-access-duties",
      "run-privacy-duties",
      "synchronise-local-lists",
    ].map((name) => `events-${name}`),
  )("runs %s when it is time", async (bundle) => {
    await leaveOverdue(world, "demo-b");

    await expect(platform.invoke(functionNamed(bundle), {})).resolves.not.toThrow();
  });

  it("seals the audit journal, and shows by what it can be proven", async () => {
    const anchored = await eventually("a day is anchored", async () => {
      await platform.invoke(functionNamed("events-seal-audit"), {});
      const answer = await world.call("audit", {
        routeKey: `GET ${OPERATOR}/audit/anchors`,
        path: { operatorId: "demo-a" },
        as: personWith("auditor"),
      });
      return answer.body.items?.length > 0 && answer;
    });

    expect(anchored.body.items).toMatchObject([{ chains: expect.any(Array) }]);
    // The next run goes on from that anchor.
    await platform.invoke(functionNamed("events-seal-audit"), {});
  });

  it("carries out every operation for somebody who may do it", async () => {
    const found = [
      ...(await surprises(ACCOUNT)),
      ...(await surprises(called("GET"))),
      ...(await surprises(called("POST"))),
      // The same Idempotency-Keys come again.
      ...(await surprises(called("POST").filter(({ operation }) => !isSignOut(operation)))),
      ...(await surprises(called("PATCH"))),
      ...(await surprises(called("DELETE"))),
    ];

    expect(found).toEqual([]);
  });

  it("refuses everybody else, and takes that down", async () => {
    const as = personWith("operator-viewer");
    const viewer = BUILT_IN_ROLES.find(({ roleId }) => roleId === "operator-viewer");
    const guarded = ROUTES.filter(
      ({ operation: { permission } }) =>
        isPermission(permission) && !viewer?.permissions.includes(permission),
    );

    const answers = await Promise.all(
      guarded.map(async ({ resource, operation }) => {
        const request = requestFor(operation, "demo-a", things);
        return `${operation.operationId} ${(await world.call(resource, { ...request, as })).status}`;
      }),
    );

    expect(guarded.length).toBeGreaterThan(50);
    expect(answers.filter((answer) => !answer.endsWith(" 403"))).toEqual([]);
  });

  it("does what two people agreed on", async () => {
    const { exportId = "" } = things.ids;
    const path = { operatorId: "demo-a", tariffId: "standard" };
    const tariff = await world.call("tariffs", {
      routeKey: `PATCH ${OPERATOR}/tariffs/{tariffId}`,
      path,
      headers: { "x-change-reason": "Tests every operation" },
      body: { energyMinorPerKwh: 5_000 },
      as: personWith("operator-admin"),
    });
    const agreed = await world.call("approvals", {
      routeKey: `POST ${OPERATOR}/approvals/${tariff.body.approvalId}/approve`,
      path,
      body: { payloadHash: tariff.body.payloadHash },
      as: personWith("finance"),
    });
    expect([tariff.status, agreed.status]).toEqual([202, 200]);
    await eventually("the tariff has changed", async () => {
      const routeKey = `GET ${OPERATOR}/tariffs/{tariffId}`;
      const { body } = await world.call("tariffs", { routeKey, path, as: personWith("finance") });
      return body.energyMinorPerKwh === 5_000;
    });

    const read = await eventually("the export is there", async () => {
      const answer = await world.call("exports", {
        routeKey: `GET ${OPERATOR}/exports/{exportId}`,
        path: { operatorId: "demo-a", exportId },
        headers: { "x-access-reason": "Tests every operation" },
        as: personWith("operator-admin"),
      });
      return answer.status === 200 && answer;
    });

    expect(read.body.items.length).toBeGreaterThan(0);
  });

  it("ends the access of a leaver with all they hold, and lets them come back", async () => {
    const admin = await world.subjectOf("admin@demo-b.example");
    const subject = await world.subjectOf("finance@demo-b.example");
    const inB = (routeKey: string, body?: object) =>
      world.call("", {
        routeKey,
        path: { operatorId: "demo-b", subject },
        headers: { "x-change-reason": "Tests every operation" },
        as: admin,
        ...(body && { body }),
      });
    const member = `${OPERATOR}/members/{subject}`;
    const card = await inB(`POST ${OPERATOR}/tokens`, { tokenId: "STAFF-CARD", heldBy: subject });
    const reset = await inB(`POST ${member}/reset-second-factor`);
    await platform.invoke(functionNamed("events-run-access-duties"), {});
    const disabled = await inB(`POST ${member}/disable`);

    await platform.invoke(functionNamed("events-run-access-duties"), {});

    const { body: left } = await inB(`GET ${member}`);
    const { body: blocked } = await inB(`GET ${OPERATOR}/tokens/${card.body.tokenRef}`);
    const enabled = await inB(`POST ${member}/enable`);
    expect([card, reset, disabled, enabled].map(({ status }) => status)).toEqual([
      201, 200, 200, 200,
    ]);
    expect(left.leaving.steps.every(({ doneAt }: { doneAt?: string }) => doneAt)).toBe(true);
    expect(blocked.status).toBe("blocked");
  });

  it("suspends, resumes and ends an operator", async () => {
    const root = personWith("system-admin");
    const second = personWith("auditor");
    const member = aMember({ scope: "platform", subject: second, role: "system-admin" });
    await world.put("Directory", { ...keys.membership("platform", second), ...member });
    const inNew = (routeKey: string, more: object = {}, as = root) =>
      world.call("", {
        routeKey,
        path: { operatorId: "new-one" },
        headers: { "x-change-reason": "Tests every operation", "x-access-reason": "Tests" },
        as,
        ...more,
      });
    await world.put("Directory", {
      ...keys.membership("new-one", "dormant"),
      ...aMember({ scope: "new-one", subject: "dormant", role: "finance" }),
    });
    await inNew(`POST ${OPERATOR}/tokens`, { body: { tokenId: "TAG" } });
    await inNew(`POST ${OPERATOR}/tariffs`, {
      body: { tariffId: "new", name: "New", vatRateBasisPoints: 0 },
    });
    await inNew(`POST ${OPERATOR}/sites`, { body: { siteId: "site", name: "Site" } });
    const charger = await inNew(`POST ${OPERATOR}/chargers`, {
      body: { chargerId: "NEW-1", siteId: "site" },
    });
    const socket = await connectCharger(platform.access, charger.body, "ocpp1.6", "new-one");

    const changed = await inNew(`PATCH ${OPERATOR}`, {
      body: { settings: { defaultTariffId: "new" } },
    });
    const suspended = await inNew(`POST ${OPERATOR}/suspension`, { body: { reason: "Test" } });
    const resumed = await inNew(`DELETE ${OPERATOR}/suspension`);
    await inNew(`POST ${OPERATOR}/suspension`, { body: { reason: "It ends" } });
    const asked = await inNew(`POST ${OPERATOR}/offboarding`, { body: { withoutExport: true } });
    const { approvalId, payloadHash } = asked.body;
    const agreed = await inNew(
      `POST ${OPERATOR}/approvals/${approvalId}/approve`,
      { body: { payloadHash } },
      second,
    );
    const statuses = [charger, changed, suspended, resumed, asked, agreed].map(
      ({ status }) => status,
    );
    expect(statuses).toEqual([201, 200, 200, 200, 202, 200]);

    await eventually("its sites are gone", async () => {
      const { status } = await inNew(`GET ${OPERATOR}/sites/site`);
      return status === 404;
    });
    socket.cut();
  });
});

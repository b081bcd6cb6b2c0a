import { isDeepStrictEqual } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Operation } from "#contracts/rest/operation.ts";
import { BUILT_IN_ROLES } from "#domain/access/built-in-roles.ts";
import { isPermission, permissionEntry } from "#domain/access/permissions.ts";
import type { RestAnswer } from "#test/support/rest-call.ts";
import { type Apart, OTHER_HOLDERS, PEOPLE, PROGRAMS, startApart } from "./apart.ts";
import { dumpOf } from "./dump.ts";
import { forDrivers, namesAThing, ROUTES, requestFor } from "./requests.ts";
import { tally } from "./tally.ts";

const counts = tally();
let apart: Apart;
beforeAll(async () => {
  apart = await startApart();
});
afterAll(async () => {
  await apart?.stop();
  await counts.write("rest-matrix");
});

const GUARDED = ROUTES.filter(
  ({ operation }) => operation.permission !== "public" && !forDrivers(operation),
);
const ROLES = BUILT_IN_ROLES.map(({ roleId }) => roleId);

/** Who tries: somebody of each role, programs, and holders of an own role and of grants. */
interface Holder {
  readonly name: string;
  readonly as: string;
  readonly permissions: readonly string[];
}
const NOBODY: Holder = { name: "nobody", as: "", permissions: [] };
const HOLDERS: readonly Holder[] = [
  ...BUILT_IN_ROLES.map(({ roleId, permissions }) => ({
    name: roleId,
    as: PEOPLE[roleId] ?? "",
    permissions,
  })),
  ...Object.entries(PROGRAMS).map(([clientId, permissions]) => ({
    name: `program ${clientId}`,
    as: `client:${clientId}`,
    permissions,
  })),
  ...Object.entries(OTHER_HOLDERS).map(([name, { subject, permissions }]) => ({
    name,
    as: subject,
    permissions,
  })),
];
const ADMIN = HOLDERS.find(({ name }) => name === "operator-admin") ?? NOBODY;
const INTRUDERS = HOLDERS.filter(({ name }) => name !== "system-admin");

/** An approval of an operator is none of the platform. */
const NOT_THERE: ReadonlySet<string> = new Set(["readPlatformApproval"]);

const isAbove = ({ permission }: Operation): boolean =>
  isPermission(permission) && permissionEntry(permission).reach === "platform";

/**
 * By the catalogue alone: what the role is shipped with, or the program was given. Programs have nothing of their own
 * that they could change.
 */
function permits({ as, permissions }: Holder, { permission, method }: Operation): boolean {
  if (permission === "member") return method === "GET" || !as.startsWith("client:");
  return permissions.some((held) => held === permission);
}

const seen = ({ status, body }: RestAnswer) => `${status} ${body?.code ?? ""}`.trim();

/** Tries routes one after the other and says where the answer was not the expected one. */
async function surprises(
  routes: typeof ROUTES,
  about: {
    readonly as: string;
    readonly operatorId: string;
    readonly things: "own" | "foreign";
    readonly headers?: Readonly<Record<string, string>>;
  },
  isExpected: (answer: RestAnswer, operation: Operation) => boolean,
  attack?: string,
): Promise<readonly string[]> {
  const { as, operatorId, things, headers } = about;
  const found: string[] = [];
  for (const { resource, operation } of routes) {
    const request = requestFor(operation, operatorId, apart[things]);
    const answer = await apart.world.call(resource, {
      ...request,
      as,
      headers: { ...request.headers, ...headers },
    });
    const expected = isExpected(answer, operation);
    if (!expected) found.push(`${operation.operationId}: ${seen(answer)}`);
    if (attack) counts.note(attack, answer.status < 400);
  }
  return found;
}

const FOREIGN = "every route × every holder, in the other operator";
const BY_ID = "every route that names a thing × every holder, own operator, ids of the other one";

/** What the other operator has must stay as it is; a change is a success of the attack. */
async function expectUntouched(before: unknown, attack: string): Promise<void> {
  const after = await dumpOf("demo-b");
  if (!isDeepStrictEqual(after, before)) counts.note(attack, true);
  expect(after).toEqual(before);
}

describe("the things of the other operator", () => {
  it("are really there, for its own admin", async () => {
    const reads = GUARDED.filter(
      ({ operation }) =>
        operation.method === "GET" &&
        !NOT_THERE.has(operation.operationId) &&
        permits(ADMIN, operation),
    );

    const missed = await surprises(
      reads,
      { as: "neighbour", operatorId: "demo-b", things: "foreign" },
      ({ status }) => status === 200,
    );

    expect(reads.length).toBeGreaterThan(30);
    expect(missed).toEqual([]);
  });
});

it("knows a holder of every role", () => {
  expect(Object.keys(PEOPLE).sort()).toEqual(ROLES.toSorted());
});

describe.each(INTRUDERS)("$name of one operator", ({ as }) => {
  it("finds no other operator behind any route, and changes nothing there", async () => {
    const before = await dumpOf("demo-b");

    const found = await surprises(
      GUARDED,
      { as, operatorId: "demo-b", things: "foreign" },
      (answer, operation) =>
        seen(answer) === (isAbove(operation) ? "403 access.forbidden" : "404 operator.not-found"),
      FOREIGN,
    );

    await expectUntouched(before, FOREIGN);
    expect(found).toEqual([]);
  });
});

describe.each(HOLDERS)("$name in their own operator", (holder) => {
  const { as } = holder;

  it("finds nothing of the other operator by its ids, and changes nothing there", async () => {
    const before = await dumpOf("demo-b");
    const routes = GUARDED.filter(({ operation }) => namesAThing(operation));

    const found = await surprises(
      routes,
      { as, operatorId: "demo-a", things: "foreign" },
      (answer, operation) => {
        if (!permits(holder, operation)) return seen(answer) === "403 access.forbidden";
        return answer.status === 404 && answer.body.code !== "operator.not-found";
      },
      BY_ID,
    );

    await expectUntouched(before, BY_ID);
    expect(found).toEqual([]);
  });

  it("may do what the role permits, and nothing else", async () => {
    const refused = GUARDED.filter(({ operation }) => !permits(holder, operation));
    const allowed = GUARDED.filter(({ operation }) => permits(holder, operation));
    const reads = allowed.filter(({ operation }) => operation.method === "GET");
    const isSignOut = ({ operation }: (typeof ROUTES)[number]) =>
      operation.operationId === "signOutOneself";
    const writes = allowed
      .filter(({ operation }) => operation.method !== "GET" && !namesAThing(operation))
      // After it nobody is let in any more.
      .toSorted((a, b) => Number(isSignOut(a)) - Number(isSignOut(b)));
    const about = { as, operatorId: "demo-a", things: "own" } as const;

    const letIn = await surprises(
      refused,
      about,
      (answer) => seen(answer) === "403 access.forbidden",
    );
    const keptOut = await surprises(reads, about, ({ status }, { operationId }) =>
      NOT_THERE.has(operationId) ? status === 404 : status === 200,
    );

    const heldBack = await surprises(
      writes,
      about,
      ({ status }) => ![401, 403, 404].includes(status) && status < 500,
    );

    expect(heldBack).toEqual([]);
    expect(letIn).toEqual([]);
    expect(keptOut).toEqual([]);
  });
});

it("asks everybody for a token, at every route", async () => {
  const found = await surprises(
    GUARDED,
    { as: "admin", operatorId: "demo-b", things: "foreign", headers: { authorization: "" } },
    (answer) => seen(answer) === "401 access.unauthenticated",
    "every route without a token",
  );

  expect(found).toEqual([]);
});

describe("a driver", () => {
  const OWN = ROUTES.filter(({ operation }) => forDrivers(operation));
  const SUBJECT = "driver-of-a";
  const asDriver = (operation: Operation, operatorId: string, things: "own" | "foreign") =>
    apart.world.callAsDriver(SUBJECT, requestFor(operation, operatorId, apart[things]));

  it("finds nothing in an operator that does not know them, and links no account there", async () => {
    const linked = await apart.world.callAsDriver(SUBJECT, {
      routeKey: "POST /v1/me/operators/{operatorId}/account",
      body: { code: apart.own.accountCode },
    });
    const before = await dumpOf("demo-b");
    const found: string[] = [];

    for (const { operation } of OWN) {
      const answer = await asDriver(operation, "demo-b", "own");
      const expected =
        operation.permission === "driver" ? "404 operator.not-found" : "403 driver.code-invalid";
      if (seen(answer) !== expected) found.push(`${operation.operationId}: ${seen(answer)}`);
      counts.note("every route for drivers, in another operator", answer.status < 400);
    }

    await expectUntouched(before, "every route for drivers, in another operator");
    expect([linked.status, OWN.length]).toEqual([201, 12]);
    expect(found).toEqual([]);
  });

  it("is let in at no route of staff, in no operator", async () => {
    const found: string[] = [];
    for (const operatorId of ["demo-a", "demo-b"]) {
      for (const { resource, operation } of GUARDED) {
        const request = requestFor(operation, operatorId, apart.own);
        const authorization = `Bearer ${apart.world.driverSignIn.token("admin")}`;
        const answer = await apart.world.call(resource, {
          ...request,
          headers: { ...request.headers, authorization },
        });
        if (answer.status !== 401) found.push(`${operation.operationId}: ${seen(answer)}`);
        counts.note("token of a driver at every route of staff", answer.status < 400);
      }
    }

    expect(found).toEqual([]);
  });

  it("is nobody of the staff, whatever their role", async () => {
    const found: string[] = [];
    for (const as of Object.values(PEOPLE)) {
      for (const { resource, operation } of OWN) {
        const request = requestFor(operation, "demo-a", apart.own);
        const answer = await apart.world.call(resource, { ...request, as });
        if (answer.status !== 401) found.push(`${as} ${operation.operationId}: ${seen(answer)}`);
        counts.note("token of staff at every route for drivers", answer.status < 400);
      }
    }

    expect(found).toEqual([]);
  });
});

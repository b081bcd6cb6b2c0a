import { isDeepStrictEqual } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { API_SCOPE } from "#contracts/api-scope.ts";
import type { RestCall } from "#test/support/rest-call.ts";
import { STAFF_CLIENT, type StaffSignIn, startStaffSignIn } from "#test/support/staff-sign-in.ts";
import { type Apart, startApart } from "./apart.ts";
import { dumpOf } from "./dump.ts";
import { forDrivers, namesAThing, ROUTES, requestFor } from "./requests.ts";
import { tally } from "./tally.ts";

const OPERATOR = "/v1/operators/{operatorId}";
const GUARDED = ROUTES.filter(
  ({ operation }) => operation.permission !== "public" && !forDrivers(operation),
);
const counts = tally();
let apart: Apart;
let elsewhere: StaffSignIn;
beforeAll(async () => {
  apart = await startApart();
  elsewhere = await startStaffSignIn();
});
afterAll(async () => {
  await elsewhere?.stop();
  await apart?.stop();
  await counts.write("rest-tricks");
});

type Call = Partial<RestCall> & Pick<RestCall, "routeKey"> & { readonly as?: string };

/** Tries something that must not be answered with success. */
async function attempt(attack: string, resource: string, call: Call) {
  const answer = await apart.world.call(resource, call);
  counts.note(attack, answer.status < 400);
  return answer;
}

/** What the other operator has must stay as it is; a change is a success of the attack. */
async function leavesAlone(attack: string, work: () => Promise<void>): Promise<void> {
  const before = await dumpOf("demo-b");
  await work();
  const after = await dumpOf("demo-b");
  if (!isDeepStrictEqual(after, before)) counts.note(attack, true);
  expect(after).toEqual(before);
}

const unsigned = (token: string) => {
  const head = Buffer.from(JSON.stringify({ alg: "none" })).toString("base64url");
  return `${head}.${token.split(".")[1]}.`;
};
/** The very program of the other operator, if its token were one. */
const program = () => apart.foreign.ids["clientId"] ?? "";
const asProgram = () => ({ client_id: program(), scope: API_SCOPE });
const PROGRAM_TOKENS: readonly (readonly [string, () => string])[] = [
  [
    "of a program without the scope",
    () => apart.world.programs.token(program(), { client_id: program(), scope: "openid" }),
  ],
  ["of a program by the staff's pool", () => apart.world.signIn.token(program(), asProgram())],
  [
    "of a person by the programs' pool",
    () => apart.world.programs.token("neighbour", { scope: API_SCOPE }),
  ],
  [
    "of a program that claims the console",
    () => apart.world.programs.token(program(), { client_id: STAFF_CLIENT, scope: API_SCOPE }),
  ],
  [
    "of a program with the staff's issuer",
    () => apart.world.programs.token(program(), { ...asProgram(), iss: apart.world.signIn.issuer }),
  ],
  ["of a person with a program's name", () => apart.world.signIn.token(`client:${program()}`)],
];
const TOKENS: readonly (readonly [string, () => string])[] = [
  ["that is over", () => apart.world.signIn.token("neighbour", { exp: 1 })],
  ["of another issuer", () => apart.world.signIn.token("neighbour", { iss: elsewhere.issuer })],
  ["of another client", () => apart.world.signIn.token("neighbour", { client_id: "other" })],
  ["with alg none", () => unsigned(apart.world.signIn.token("neighbour"))],
  [
    "signed with somebody else's key",
    () => elsewhere.token("neighbour", { iss: apart.world.signIn.issuer }),
  ],
  ...PROGRAM_TOKENS,
];

describe.each(TOKENS)("a token %s", (name, tokenOf) => {
  it("opens no route, whomever it names", async () => {
    await leavesAlone(`token ${name}`, async () => {
      for (const { resource, operation } of GUARDED) {
        const request = requestFor(operation, "demo-b", apart.foreign);
        const headers = { ...request.headers, authorization: `Bearer ${tokenOf()}` };

        const { status } = await attempt(`token ${name}`, resource, { ...request, headers });

        expect(status, operation.operationId).toBe(401);
      }
    });
  });
});

it("opens nothing to a program that was deleted, whatever token it still has", async () => {
  const attack = "token of a deleted program";
  await leavesAlone(attack, async () => {
    for (const { resource, operation } of GUARDED) {
      for (const operatorId of ["demo-a", "demo-b"]) {
        const request = requestFor(operation, operatorId, apart.foreign);
        const answer = await attempt(attack, resource, { ...request, as: "client:deleted" });

        expect([403, 404], operation.operationId).toContain(answer.status);
      }
    }
  });
});

it("reads no operator and no role from a token", async () => {
  const claims = {
    operatorId: "demo-b",
    "custom:operatorId": "demo-b",
    "cognito:groups": ["system-admin"],
    scope: "demo-b/admin",
  };
  const authorization = `Bearer ${apart.world.signIn.token("admin", claims)}`;

  await leavesAlone("valid token with invented claims", async () => {
    for (const { resource, operation } of GUARDED) {
      const request = requestFor(operation, "demo-b", apart.foreign);
      const headers = { ...request.headers, authorization };
      const answer = await attempt("valid token with invented claims", resource, {
        ...request,
        headers,
      });

      expect([403, 404], operation.operationId).toContain(answer.status);
    }
  });
});

describe("a path", () => {
  const disguised = (id: string) => [
    `../../demo-b/x/${id}`,
    `..%2F..%2Fdemo-b%2Fx%2F${id}`,
    `%2e%2e/demo-b/${id}`,
    `demo-b#${id}`,
    `demo-b%23${id}`,
    `${id}%00`,
    `${id}\u0000`,
  ];

  it("leads nowhere when an id is disguised", async () => {
    await leavesAlone("disguised id in the path", async () => {
      for (const { resource, operation } of GUARDED.filter((each) => namesAThing(each.operation))) {
        const request = requestFor(operation, "demo-a", apart.foreign);
        const name = /\{(\w+)\}[^{]*$/.exec(operation.path)?.[1] ?? "";
        for (const id of disguised(request.path?.[name] ?? "")) {
          const path = { ...apart.own.ids, [name]: id };
          const answer = await attempt("disguised id in the path", resource, { ...request, path });
          expect([400, 403, 404], `${operation.operationId} ${id}`).toContain(answer.status);
        }
      }
    });
  });

  it.each(["demo-a/../demo-b", "demo-a%2F..%2Fdemo-b", "DEMO-B", "demo-a#demo-b", "demo-b\u0000"])(
    "leads nowhere when the operator is %j",
    async (operatorId) => {
      await leavesAlone("disguised operator in the path", async () => {
        for (const { resource, operation } of GUARDED.filter((each) =>
          each.operation.path.startsWith(OPERATOR),
        )) {
          const request = requestFor(operation, operatorId, apart.foreign);
          const answer = await attempt("disguised operator in the path", resource, request);
          expect(answer.status, operation.operationId).toBe(400);
        }
      });
    },
  );
});

it("takes no operator from a body or a query", async () => {
  await leavesAlone("operator in body or query", async () => {
    for (const { resource, operation } of GUARDED) {
      const { body, ...request } = requestFor(operation, "demo-a", apart.own);
      const smuggled =
        body === undefined
          ? { ...request, query: "operatorId=demo-b" }
          : { ...request, body: { ...body, operatorId: "demo-b" } };

      const answer = await attempt("operator in body or query", resource, smuggled);

      expect([400, 403], operation.operationId).toContain(answer.status);
    }
  });
});

it.each([
  ["chargers", "POST", "chargers", (b: string) => ({ chargerId: "NEW-2", siteId: `${b}-site` })],
  ["chargers", "PATCH", "chargers/{chargerId}", (b: string) => ({ siteId: `${b}-site` })],
  ["chargers", "PATCH", "chargers/{chargerId}", (b: string) => ({ tariffId: `${b}-tariff` })],
  ["sites", "PATCH", "sites/{siteId}", (b: string) => ({ tariffId: `${b}-tariff` })],
  ["sites", "POST", "sites", (b: string) => ({ name: "New", tariffId: `${b}-tariff` })],
  [
    "members",
    "PATCH",
    "members/{subject}",
    (b: string) => ({ roles: [{ roleId: `${b}-fitter` }] }),
  ],
])(
  "points from %s (%s %s) at nothing of the other operator",
  async (resource, method, path, of) => {
    await leavesAlone("reference in a body", async () => {
      const answer = await attempt("reference in a body", resource, {
        routeKey: `${method} ${OPERATOR}/${path}`,
        path: apart.own.ids,
        headers: { "x-change-reason": "Tests that operators are apart" },
        body: of("b"),
      });

      expect([400, 404, 409, 422]).toContain(answer.status);
    });
  },
);

it("does not repeat the other operator's answer under the same Idempotency-Key", async () => {
  const headers = { "idempotency-key": "the-very-same-key" };
  const call = { routeKey: `POST ${OPERATOR}/sites`, headers, body: { name: "Twin" } };
  const path = { operatorId: "demo-b" };
  const theirs = await apart.world.call("sites", { ...call, path, as: "neighbour" });

  const ours = await apart.world.call("sites", call);

  counts.note("same Idempotency-Key", ours.body.siteId === theirs.body.siteId);
  expect([theirs.body.operatorId, ours.body.operatorId]).toEqual(["demo-b", "demo-a"]);
  expect(ours.body.siteId).not.toBe(theirs.body.siteId);
  expect(ours.headers["idempotency-replayed"]).toBeUndefined();
});

describe("a cursor", () => {
  const page = (cursor: string, operatorId = "demo-a", as = "admin") =>
    apart.world.call("members", {
      routeKey: `GET ${OPERATOR}/members`,
      path: { operatorId },
      query: `limit=1${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
      as,
    });

  it("of the other operator opens no list", async () => {
    const { body } = await page("", "demo-b", "neighbour");
    const lists = GUARDED.filter(
      ({ operation }) =>
        operation.path.startsWith(OPERATOR) && operation.query.safeParse({ cursor: "x" }).success,
    );
    expect(lists.length).toBeGreaterThan(10);

    for (const { resource, operation } of lists) {
      const request = requestFor(operation, "demo-a", apart.own);
      const query = `cursor=${encodeURIComponent(body.nextCursor)}`;
      const isPersonal = ["drivers", "consents", "data-requests"].includes(resource);
      const as = isPersonal ? "data-protection-officer" : "admin";
      const call = { ...request, query, as };
      const answer = await attempt("cursor of the other operator", resource, call);
      expect([400, 404], operation.operationId).toContain(answer.status);
    }
  });

  it.each([
    "demo-b",
    "demo-b#b-charger",
    "MEMBER#neighbour",
    "../demo-b",
    '{"pk":"demo-b","sk":"MEMBER#a"}',
  ])("that names the place %s shows nothing of the other operator", async (place) => {
    const { body } = await page("");
    const [list] = JSON.parse(Buffer.from(body.nextCursor, "base64url").toString("utf8"));
    const forged = Buffer.from(JSON.stringify([list, place])).toString("base64url");

    const answer = await page(forged);

    const items: readonly { operatorId: string }[] = answer.body.items ?? [];
    const foreign = items.filter(({ operatorId }) => operatorId !== "demo-a");
    counts.note("forged place in a cursor", foreign.length > 0);
    expect(answer.status).toBeLessThan(500);
    expect(foreign).toEqual([]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RestWorld, startRestWorld } from "#test/support/rest-world.ts";

const TOKENS = "/v1/operators/{operatorId}/tokens";

let world: RestWorld;
beforeAll(async () => {
  world = await startRestWorld();
});
afterAll(() => world.stop());

const headers = { "x-access-reason": "Ticket 4711" };
const list = (as: string, operatorId = "demo-a") =>
  world.call("tokens", { routeKey: `GET ${TOKENS}`, as, path: { operatorId }, headers });

describe("who may do what", () => {
  it("asks for a token, and says how to send it", async () => {
    const answer = await world.call("tokens", {
      routeKey: `GET ${TOKENS}`,
      headers: { authorization: "" },
    });

    expect(answer.status).toBe(401);
    expect(answer.headers["www-authenticate"]).toBe('Bearer realm="chargeward"');
    expect(answer.headers["content-type"]).toBe("application/problem+json");
    expect(answer.body).toMatchObject({
      type: "urn:chargeward:problem:access.unauthenticated",
      status: 401,
      instance: "request-1",
    });
  });

  it.each([
    ["an id token", { token_use: "id" }],
    ["a token of another client", { client_id: "somebody-else" }],
    ["an expired token", { exp: 1 }],
    ["a token of another issuer", { iss: "https://elsewhere.example.test" }],
    ["a subject that would break a key", { sub: "admin#x" }],
  ])("refuses %s", async (_, claims) => {
    const authorization = `Bearer ${world.signIn.token("admin", claims)}`;

    const answer = await world.call("tokens", {
      routeKey: `GET ${TOKENS}`,
      headers: { authorization },
    });

    expect(answer.status).toBe(401);
    expect(answer.headers["www-authenticate"]).toContain('error="invalid_token"');
  });

  it("refuses a token whose signature was changed", async () => {
    const [head, , signature] = world.signIn.token("viewer").split(".");
    const [, body] = world.signIn.token("admin").split(".");

    const answer = await world.call("tokens", {
      routeKey: `GET ${TOKENS}`,
      headers: { authorization: `Bearer ${head}.${body}.${signature}` },
    });

    expect(answer.status).toBe(401);
  });

  it("gives a stranger the same answer as for an operator that does not exist", async () => {
    const foreign = await list("neighbour", "demo-a");
    const missing = await list("neighbour", "demo-zzz");

    expect(foreign.status).toBe(404);
    expect(foreign).toEqual(missing);
    expect(foreign.body.code).toBe("operator.not-found");
  });

  it("lets a viewer read and not write", async () => {
    const read = await list("viewer");
    const write = await world.call("tokens", {
      routeKey: `POST ${TOKENS}`,
      as: "viewer",
      body: { tokenId: "NO" },
    });

    expect(read.status).toBe(200);
    expect([write.status, write.body.code]).toEqual([403, "access.forbidden"]);
  });

  it("lets a SystemAdmin into every operator that exists, and no other", async () => {
    const answers = await Promise.all(
      ["demo-a", "demo-b", "demo-zzz"].map((id) => list("root", id)),
    );

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 404]);
  });

  it("keeps the list of operators for SystemAdmins", async () => {
    const asAdmin = await world.call("operators", { routeKey: "GET /v1/operators", as: "admin" });
    const asRoot = await world.call("operators", { routeKey: "GET /v1/operators", as: "root" });

    expect([asAdmin.status, asAdmin.body.code]).toEqual([403, "access.forbidden"]);
    expect(asRoot.body.items.map((item: { operatorId: string }) => item.operatorId)).toEqual([
      "demo-a",
      "demo-b",
    ]);
  });

  it("checks the operator in the path before it looks anything up", async () => {
    const answer = await list("admin", "NOT#VALID");

    expect(answer.status).toBe(400);
    expect(answer.body.errors).toEqual([
      { in: "path", pointer: "/operatorId", detail: expect.any(String) },
    ]);
  });
});

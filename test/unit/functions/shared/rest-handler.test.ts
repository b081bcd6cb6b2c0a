import "#test/support/environment.ts";
import { describe, expect, it, vi } from "vitest";
import * as z from "zod";
import { operation } from "#contracts/rest/operation.ts";
import { DomainError } from "#domain/errors.ts";
import { restHandler } from "#functions/shared/rest-handler.ts";
import { type RestReply, type RestRequest, route } from "#functions/shared/rest-route.ts";
import { callRest, type RestCall } from "#test/support/rest-call.ts";
import { memoryGate } from "#test/support/rest-gate.ts";

const PATH = "/v1/operators/{operatorId}/things";
const inOperator = z.strictObject({ operatorId: z.string().regex(/^[a-z-]+$/) });
const thing = z.object({ name: z.string(), secret: z.string().optional() });

const createThing = operation({
  operationId: "createThing",
  method: "POST",
  path: PATH,
  tag: "Things",
  summary: "Make a thing",
  permission: "tokens:write",
  params: inOperator,
  query: z.strictObject({}),
  body: z.strictObject({ name: z.string().max(5), parts: z.array(z.unknown()).optional() }),
  reply: thing,
  statuses: [201],
  shownOnce: ["secret"],
});

const readThing = operation({
  operationId: "readThing",
  method: "GET",
  path: PATH,
  tag: "Things",
  summary: "Read a thing",
  permission: "tokens:read",
  params: inOperator,
  query: z.strictObject({ limit: z.coerce.number().optional() }),
  reply: thing,
  statuses: [200],
});

type Reply = RestReply<z.input<typeof thing>>;

const people = [
  { scope: "demo-a", subject: "admin", role: "operator-admin" },
  { scope: "demo-a", subject: "viewer", role: "operator-viewer" },
] as const;

function aHandler(
  handle: (request: RestRequest<typeof createThing>) => Promise<Reply> = async ({ body }) => ({
    body,
  }),
) {
  return restHandler(
    [route(createThing, handle), route(readThing, async () => ({ body: { name: "a" } }))],
    memoryGate(...people),
  );
}

function post(handler: unknown, call: Partial<RestCall> = {}) {
  return callRest(handler, {
    routeKey: `POST ${PATH}`,
    path: { operatorId: "demo-a" },
    body: { name: "ab" },
    ...call,
    headers: { authorization: "Bearer admin", ...call.headers },
  });
}

describe("restHandler", () => {
  it("answers what the contract names, and nothing else", async () => {
    const handler = aHandler(async () => ({ body: { name: "ab", hash: "never shown" } as never }));

    const answer = await post(handler);

    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({ name: "ab" });
    expect(answer.headers).toMatchObject({
      "content-type": "application/json",
      "cache-control": "no-store",
    });
  });

  it("refuses a request without a valid token", async () => {
    const missing = await post(aHandler(), { headers: { authorization: "Basic eDp5" } });
    const bad = await post(aHandler(), { headers: { authorization: "Bearer bad" } });

    expect([missing.status, bad.status]).toEqual([401, 401]);
    expect(missing.headers["www-authenticate"]).toBe('Bearer realm="chargeward"');
    expect(bad.headers["www-authenticate"]).toBe(
      'Bearer realm="chargeward", error="invalid_token"',
    );
  });

  it("refuses a writer who may only read, before it looks at the body", async () => {
    const handle = vi.fn();

    const answer = await post(aHandler(handle), {
      headers: { authorization: "Bearer viewer" },
      body: "not json",
    });

    expect([answer.status, answer.body.code]).toEqual([403, "access.forbidden"]);
    expect(handle).not.toHaveBeenCalled();
  });

  it("knows no operator that the caller does not belong to", async () => {
    const answer = await post(aHandler(), { path: { operatorId: "demo-b" } });

    expect([answer.status, answer.body.code]).toEqual([404, "operator.not-found"]);
  });

  it.each([
    ["text/plain", 415],
    ["application/x-www-form-urlencoded", 415],
    ["application/merge-patch+json", 415],
    ["application/json; charset=utf-8", 201],
    ["APPLICATION/JSON", 201],
  ])("answers a POST of %s with %i", async (contentType, status) => {
    const answer = await post(aHandler(), { headers: { "content-type": contentType } });

    expect(answer.status).toBe(status);
  });

  it.each([
    ["not JSON", '{"name":', ""],
    ["no object", "[]", ""],
    ["a wrong type", '{"name":1}', "/name"],
    ["a missing field", "{}", "/name"],
    ["an unknown field", '{"name":"a","x/y":1}', "/x~1y"],
    ["a nest of 40 levels", `{"name":"a","parts":${"[".repeat(40)}${"]".repeat(40)}}`, ""],
    ["a nest that never closes", `{"name":"a","parts":${"[".repeat(60_000)}`, ""],
  ])("names the place of %s", async (_, body, pointer) => {
    const answer = await post(aHandler(), { body });

    expect([answer.status, answer.body.code]).toEqual([400, "request.invalid"]);
    expect(answer.body.errors).toEqual([{ in: "body", pointer, detail: expect.any(String) }]);
  });

  it("does not count brackets inside of strings as nesting", async () => {
    const answer = await post(aHandler(), {
      body: { name: "a", parts: ["[".repeat(100), '\\"{{{'.repeat(20)] },
    });

    expect(answer.status).toBe(201);
  });

  it("refuses a body of 200 KB", async () => {
    const answer = await post(aHandler(), { body: { name: "x".repeat(200_000) } });

    expect([answer.status, answer.body.code]).toEqual([413, "request.too-large"]);
  });

  it("reads a body that API Gateway hands over in base64", async () => {
    const handler = aHandler();
    const { restEvent } = await import("#test/support/rest-call.ts");
    const { aContext } = await import("#test/support/lambda-context.ts");
    const event = restEvent({
      routeKey: `POST ${PATH}`,
      path: { operatorId: "demo-a" },
      headers: { authorization: "Bearer admin", "content-type": "application/json" },
    });

    const result = await handler(
      {
        ...event,
        body: Buffer.from('{"name":"ü"}').toString("base64"),
        isBase64Encoded: true,
      },
      aContext(),
    );

    expect(JSON.parse(result.body ?? "")).toEqual({ name: "ü" });
  });

  it.each([
    ["limit=x", "/limit"],
    ["limit=1&limit=2", "/limit"],
    ["colour=red", "/colour"],
  ])("names the place of ?%s", async (query, pointer) => {
    const answer = await callRest(aHandler(), {
      routeKey: `GET ${PATH}`,
      path: { operatorId: "demo-a" },
      query,
      headers: { authorization: "Bearer viewer" },
    });

    expect(answer.status).toBe(400);
    expect(answer.body.errors).toMatchObject([{ in: "query", pointer }]);
  });

  it("says nothing of what went wrong inside", async () => {
    const handler = aHandler(async () => {
      throw new Error("the password is hunter2");
    });

    const answer = await post(handler);

    expect([answer.status, answer.body.code]).toEqual([500, "internal"]);
    expect(answer.body.instance).toBe("request-1");
    expect(JSON.stringify(answer)).not.toContain("hunter2");
  });

  it("answers 500 rather than what breaks its own contract", async () => {
    const broken = await post(aHandler(async () => ({ body: { name: 5 } as never })));
    const status = await post(aHandler(async ({ body }) => ({ status: 299, body })));

    expect([broken.status, status.status]).toEqual([500, 500]);
  });

  it("speaks of a precondition only to who set one", async () => {
    const handler = aHandler(async () => {
      throw new DomainError("version.conflict", "changed");
    });

    const without = await post(handler);
    const withIt = await post(handler, { headers: { "if-match": '"1"' } });

    expect([without.status, without.body.code]).toEqual([409, "request.conflict"]);
    expect([withIt.status, withIt.body.code]).toEqual([412, "version.conflict"]);
  });

  it("has nothing at a path that is not its own", async () => {
    const answer = await callRest(aHandler(), { routeKey: "GET /v2" });

    expect([answer.status, answer.body.code]).toEqual([404, "request.route-not-found"]);
  });

  it("shows a secret once, and not to a repeated request", async () => {
    const handler = aHandler(async ({ body }) => ({ body: { ...body, secret: "once" } }));
    const headers = { "idempotency-key": "12345678" };

    const first = await post(handler, { headers });
    const second = await post(handler, { headers });

    expect(first.body).toEqual({ name: "ab", secret: "once" });
    expect(second.body).toEqual({ name: "ab" });
    expect(second.headers["idempotency-replayed"]).toBe("true");
  });

  it.each(["short", "with space in it", "ü".repeat(10), "x".repeat(129)])(
    "refuses %s as an Idempotency-Key",
    async (key) => {
      const answer = await post(aHandler(), { headers: { "idempotency-key": key } });

      expect(answer.body.errors).toMatchObject([{ in: "header", pointer: "/Idempotency-Key" }]);
    },
  );

  it("keeps the same key of two people apart", async () => {
    const people = [
      { scope: "demo-a", subject: "one", role: "operator-admin" },
      { scope: "demo-a", subject: "two", role: "operator-admin" },
    ] as const;
    const handler = restHandler(
      [route(createThing, async ({ body }) => ({ body }))],
      memoryGate(...people),
    );
    const send = (subject: string, name: string) =>
      post(handler, {
        body: { name },
        headers: { authorization: `Bearer ${subject}`, "idempotency-key": "12345678" },
      });

    const answers = [await send("one", "a"), await send("two", "b")];

    expect(answers.map(({ body }) => body.name)).toEqual(["a", "b"]);
  });
});

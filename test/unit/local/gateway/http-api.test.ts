import { describe, expect, it, vi } from "vitest";
import type { ArrivingRequest } from "#local/gateway/arriving-request.ts";
import { createHttpApi } from "#local/gateway/http-api.ts";

function anApi(answer: (event: Record<string, unknown>) => unknown) {
  const invoke = vi.fn(async (_: string, event: unknown) =>
    answer(event as Record<string, unknown>),
  );
  const definition = {
    apiId: "abc",
    stageName: "$default",
    routes: [{ routeKey: "ANY /things/{id}", functionArn: "arn:thing", timeoutMs: 50 }],
  };
  return { invoke, api: createHttpApi(definition, invoke, () => undefined) };
}

const aRequest = (more: Partial<ArrivingRequest> = {}): ArrivingRequest => ({
  method: "POST",
  path: "/things/a%20b",
  queryString: "x=1&x=2&y=%20",
  headers: [
    ["Content-Type", "application/json"],
    ["X-Many", "1"],
    ["x-many", "2"],
    ["Cookie", "a=1; b=2"],
  ],
  sourceIp: "127.0.0.1",
  ...more,
});

describe("an HTTP API", () => {
  it("hands the request over in payload format 2.0", async () => {
    const { api, invoke } = anApi(() => ({ statusCode: 204 }));

    await api.answer(aRequest(), Buffer.from('{"a":1}'));

    expect(invoke).toHaveBeenCalledWith(
      "arn:thing",
      expect.objectContaining({
        version: "2.0",
        routeKey: "ANY /things/{id}",
        rawPath: "/things/a b",
        rawQueryString: "x=1&x=2&y=%20",
        cookies: ["a=1", "b=2"],
        headers: { "content-type": "application/json", "x-many": "1,2" },
        queryStringParameters: { x: "1,2", y: " " },
        pathParameters: { id: "a b" },
        body: '{"a":1}',
        isBase64Encoded: false,
      }),
    );
  });

  it("encodes a body that is no text", async () => {
    const { api, invoke } = anApi(() => ({ statusCode: 200 }));
    const headers = [["content-type", "image/png"]] as const;

    await api.answer(aRequest({ headers }), Buffer.from([0xff, 0x00]));

    expect(invoke.mock.calls[0]?.[1]).toMatchObject({ body: "/wA=", isBase64Encoded: true });
  });

  it("sends status, headers, cookies and body of the result", async () => {
    const { api } = anApi(() => ({
      statusCode: 201,
      headers: { Location: "/things/1" },
      cookies: ["a=1", "b=2"],
      body: "aGk=",
      isBase64Encoded: true,
    }));

    const answer = await api.answer(aRequest(), Buffer.alloc(0));

    expect(answer.status).toBe(201);
    expect(answer.headers).toMatchObject({ location: "/things/1", "set-cookie": ["a=1", "b=2"] });
    expect(answer.body.toString()).toBe("hi");
  });

  it("takes a result without a status as the JSON of a 200", async () => {
    const { api } = anApi(() => ({ hello: "there" }));

    const answer = await api.answer(aRequest(), Buffer.alloc(0));

    expect(answer).toMatchObject({
      status: 200,
      headers: { "content-type": "application/json" },
      body: '{"hello":"there"}',
    });
  });

  it.each([
    ["an unknown path", { path: "/other" }, Buffer.alloc(0), 404, "Not Found"],
    [
      "a path that cannot be decoded",
      { path: "/things/%E0%A4" },
      Buffer.alloc(0),
      400,
      "Bad Request",
    ],
    ["a body that is too long", {}, undefined, 413, "Request Entity Too Large"],
  ])("answers %s itself", async (_, more, body, status, message) => {
    const { api, invoke } = anApi(() => ({ statusCode: 200 }));

    const answer = await api.answer(aRequest(more), body);

    expect(answer).toMatchObject({ status, body: JSON.stringify({ message }) });
    expect(invoke).not.toHaveBeenCalled();
  });

  it.each([
    ["throws", () => Promise.reject(new Error("secret detail"))],
    ["takes too long", () => new Promise(() => undefined)],
  ])("answers 500 without a word about the reason when the function %s", async (_, result) => {
    const { api } = anApi(result);

    const answer = await api.answer(aRequest(), Buffer.alloc(0));

    expect(answer).toMatchObject({ status: 500, body: '{"message":"Internal Server Error"}' });
  });

  it("lets an encoded slash separate segments, as the decoded path does", async () => {
    const { api } = anApi(() => ({ statusCode: 200 }));

    const answer = await api.answer(aRequest({ path: "/things/a%2Fb" }), Buffer.alloc(0));

    expect(answer.status).toBe(404);
  });
});

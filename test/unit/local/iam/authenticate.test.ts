import { describe, expect, it } from "vitest";
import type { AwsRequest } from "#local/iam/access.ts";
import { createAuthentication } from "#local/iam/authenticate.ts";
import { createCredentialStore } from "#local/iam/credentials.ts";
import { jsonRequest, session, signed } from "./builders.ts";

const NOW = new Date("2026-03-01T12:00:00Z");
const REQUEST = jsonRequest("DynamoDB_20120810.GetItem", { TableName: "Fleet" });

function world(lifetimeSeconds?: number) {
  let nowMs = NOW.getTime();
  const now = () => nowMs;
  const credentials = createCredentialStore(now);
  const issued = credentials.issue(session("Reader"), lifetimeSeconds);
  return {
    issued,
    authenticate: createAuthentication({ credentials, signingName: "dynamodb", now }),
    pass: (seconds: number) => {
      nowMs += seconds * 1000;
    },
  };
}

const without = (request: AwsRequest, name: string): AwsRequest => {
  const { [name]: _, ...headers } = request.headers;
  return { ...request, headers };
};

describe("authentication", () => {
  it("finds the function that signed a request", () => {
    const { authenticate, issued } = world();

    const principal = authenticate(signed(REQUEST, issued, { at: NOW }));

    expect(principal.arn).toBe("arn:aws:sts::000000000000:assumed-role/Reader/a-function");
  });

  it("refuses a request that nobody signed", () => {
    const { authenticate } = world();

    expect(() => authenticate(REQUEST)).toThrow(
      expect.objectContaining({ kind: "missing-authentication" }),
    );
  });

  it("refuses a key that was not issued, and a key with another's session token", () => {
    const { authenticate, issued } = world();
    const other = world().issued;
    const request = signed(REQUEST, { ...issued, sessionToken: other.sessionToken }, { at: NOW });

    for (const refused of [signed(REQUEST, other, { at: NOW }), request]) {
      expect(() => authenticate(refused)).toThrow(
        expect.objectContaining({
          kind: "unknown-key",
          message: "The security token included in the request is invalid.",
        }),
      );
    }
  });

  it("refuses a body that was changed after it was signed", () => {
    const { authenticate, issued } = world();
    const request = signed(REQUEST, issued, { at: NOW });

    expect(() => authenticate({ ...request, body: Buffer.from("{}") })).toThrow(
      expect.objectContaining({ kind: "wrong-signature" }),
    );
  });

  it("refuses a signature made with another secret", () => {
    const { authenticate, issued } = world();
    const request = signed(REQUEST, { ...issued, secretAccessKey: "guessed" }, { at: NOW });

    expect(() => authenticate(request)).toThrow(
      expect.objectContaining({ kind: "wrong-signature" }),
    );
  });

  it("refuses a request that was signed for another service", () => {
    const { authenticate, issued } = world();

    expect(() => authenticate(signed(REQUEST, issued, { at: NOW, service: "kms" }))).toThrow(
      expect.objectContaining({ kind: "wrong-signature" }),
    );
  });

  it("refuses a request that was kept for a while and sent again", () => {
    const { authenticate, issued, pass } = world();
    const request = signed(REQUEST, issued, { at: NOW });
    pass(16 * 60);

    expect(() => authenticate(request)).toThrow(
      expect.objectContaining({ kind: "wrong-signature" }),
    );
  });

  it("refuses a request without a time", () => {
    const { authenticate, issued } = world();

    expect(() => authenticate(without(signed(REQUEST, issued, { at: NOW }), "x-amz-date"))).toThrow(
      expect.objectContaining({ kind: "wrong-signature" }),
    );
  });

  it("refuses a session that has expired", () => {
    const { authenticate, issued, pass } = world(900);
    pass(901);

    expect(() =>
      authenticate(signed(REQUEST, issued, { at: new Date(NOW.getTime() + 901_000) })),
    ).toThrow(expect.objectContaining({ kind: "expired-token" }));
  });
});

import { beforeAll, describe, expect, inject, it } from "vitest";
import { unique } from "#test/support/demo-fleet.ts";
import { type RestClient, restClient, signIn } from "#test/support/rest-client.ts";
import { runTool } from "#test/support/run-tool.ts";

const { local, dataDir } = inject("platform");

let admin: RestClient;
let viewer: RestClient;
let neighbour: RestClient;
let systemAdmin: RestClient;

beforeAll(async () => {
  admin = await signIn(local, "admin@demo-a.example");
  viewer = await signIn(local, "viewer@demo-a.example");
  neighbour = await signIn(local, "admin@demo-b.example", "demo-a");
  systemAdmin = await signIn(local, "admin@platform.example", "demo-a");
});

describe("the token tool", () => {
  it("prints an access token and nothing else, which REST takes", async () => {
    const { stdout } = await runTool("token.ts", ["admin@demo-a.example", "--data-dir", dataDir]);

    expect(stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    const rest = restClient(local.appUrl, "demo-a", stdout.trim());
    expect((await rest("sites")).status).toBe(200);
  });

  it("says who is known when it does not know somebody", async () => {
    const { exitCode, stderr } = await runTool("token.ts", ["x@y.example", "--data-dir", dataDir]);

    expect(exitCode).toBe(1);
    expect(stderr).toContain("admin@demo-a.example");
    for (const { password } of local.users) expect(stderr).not.toContain(password);
  });
});

describe("somebody without rights", () => {
  it.each([
    ["no token", undefined],
    ["garbage for a token", "garbage"],
    ["a token that nobody signed", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0."],
  ])("is asked to sign in: %s", async (_case, token) => {
    const { status, headers, body } = await restClient(local.appUrl, "demo-a", token)("chargers");

    expect(status).toBe(401);
    expect(headers.get("www-authenticate")).toMatch(/^Bearer/);
    expect(body).toMatchObject({ status: 401, code: "access.unauthenticated" });
  });

  it("reads as a viewer, but writes nothing", async () => {
    const reading = await viewer("chargers");
    const writing = await Promise.all([
      viewer("sites", { method: "POST", body: { name: "Mine" } }),
      viewer("tokens", { method: "POST", body: { tokenId: unique("V") } }),
      viewer("sites/kadikoy", { method: "PATCH", body: { name: "Mine" } }),
      viewer("sites/kadikoy", { method: "DELETE" }),
      viewer("chargers/A-AC-1/password", { method: "POST", body: {} }),
      viewer("chargers/A-AC-1/commands", { method: "POST", body: { action: "ClearCache" } }),
      viewer("", { method: "PATCH", body: { name: "Mine" } }),
    ]);

    expect(reading.status).toBe(200);
    expect(writing.map(({ status }) => status)).toEqual(writing.map(() => 403));
  });

  it("does not find another operator's things, be they there or not", async () => {
    const paths = [
      "",
      "sites",
      "sites/kadikoy",
      "chargers",
      "chargers/A-AC-1",
      "chargers/A-AC-1/commands",
      `tokens/${"a".repeat(26)}`,
      "tariffs/standard",
      "sessions",
      `sessions/${"a".repeat(26)}`,
    ];
    const foreign = await Promise.all(paths.map((path) => neighbour(path)));
    const write = await neighbour("sites", { method: "POST", body: { name: "Mine" } });
    const nowhere = await neighbour("/v1/operators/demo-z/sites");

    expect([...foreign, write, nowhere].map(({ status }) => status)).toEqual(
      [...paths, 1, 2].map(() => 404),
    );
    const codes = new Set([...foreign, write, nowhere].map(({ body }) => body.code));
    expect([...codes]).toEqual(["operator.not-found"]);
  });

  it("may not see or make operators", async () => {
    const list = await admin("/v1/operators");
    const create = await admin("/v1/operators", { method: "POST", body: {} });

    expect([list.status, create.status]).toEqual([403, 403]);
  });
});

describe("a SystemAdmin", () => {
  it("onboards an operator, whose admins are still strangers to the others", async () => {
    const operatorId = unique("op").toLowerCase();
    const created = await systemAdmin("/v1/operators", {
      method: "POST",
      body: {
        operatorId,
        name: "New",
        countryCode: "DE",
        currency: "EUR",
        timeZone: "Europe/Berlin",
      },
    });

    expect(created).toMatchObject({ status: 201, body: { operatorId, version: 1 } });
    expect((await systemAdmin(`/v1/operators/${operatorId}`)).status).toBe(200);
    expect((await admin(`/v1/operators/${operatorId}`)).status).toBe(404);
  });
});

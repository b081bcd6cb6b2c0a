import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dynamo, fromItem, toItem } from "#adapters/dynamodb/client.ts";
import { keys } from "#adapters/dynamodb/keys.ts";
import type { SignIn } from "#domain/access/sign-in.ts";
import { aMember } from "#test/support/members.ts";
import { type RestWorld, startRestWorld } from "#test/support/rest-world.ts";
import { startStaffAccounts } from "#test/support/staff-accounts.ts";

const MEMBERS = "/v1/operators/{operatorId}/members";
const ME = "/v1/operators/{operatorId}/access/me";
const SITES = "/v1/operators/{operatorId}/sites";

let world: RestWorld;
const accounts = startStaffAccounts();
beforeAll(async () => {
  world = await startRestWorld();
});
afterAll(() => world.stop());

const secondsAgo = (seconds: number) => Math.floor(Date.now() / 1000) - seconds;

/** A person with a place in demo-a, and the header of a token that goes back to a sign-in of theirs. */
async function join(subject: string, scope = "demo-a", role = "operator-viewer") {
  const member = aMember({ scope, subject, role });
  await world.put("Directory", { ...keys.membership(scope, subject), ...member });
  return (signInId: string, signedInAt = secondsAgo(60)) => ({
    authorization: `Bearer ${world.signIn.token(subject, {
      origin_jti: signInId,
      auth_time: signedInAt,
    })}`,
  });
}
type Headers = Readonly<Record<string, string>>;
const look = async (headers: Headers, operatorId = "demo-a") => {
  const routeKey = `GET ${SITES}`;
  return (await world.call("sites", { routeKey, path: { operatorId }, headers })).status;
};
const asAdmin = (method: "GET" | "POST", subject: string, path: string) =>
  world.call("members", { routeKey: `${method} ${MEMBERS}/{subject}/${path}`, path: { subject } });
const revoke = (subject: string, signInId: string) =>
  world.call("members", {
    routeKey: `POST ${MEMBERS}/{subject}/sign-ins/{signInId}/revoke`,
    path: { subject, signInId },
  });
const asOneself = (method: "GET" | "POST", path: string, headers: Headers) =>
  world.call("access", { routeKey: `${method} ${ME}/${path}`, headers });
const revokeOwn = (signInId: string, headers: Headers) =>
  world.call("access", {
    routeKey: `POST ${ME}/sign-ins/{signInId}/revoke`,
    path: { signInId },
    headers,
  });
const stored = async (scope: string, subject: string, signInId: string) => {
  const Key = toItem(keys.signIn(scope, subject, signInId));
  const { Item } = await dynamo.send(new GetItemCommand({ TableName: "Directory", Key }));
  return Item && fromItem<SignIn>(Item);
};

describe("a sign-in", () => {
  it("is listed with where it came from once it is used", async () => {
    const token = await join("ann");
    await look({
      ...token("s-1"),
      "x-forwarded-for": "203.0.113.7, 198.51.100.1",
    });

    const { body } = await asAdmin("GET", "ann", "sign-ins");

    expect(body.items).toEqual([
      {
        subject: "ann",
        signInId: "s-1",
        signedInAt: expect.stringMatching(/Z$/),
        firstSeenAt: expect.stringMatching(/Z$/),
        lastSeenAt: expect.stringMatching(/Z$/),
        sourceNetwork: "203.0.113.0/24",
        program: "unknown",
      },
    ]);
  });

  it("is written down once an hour, and keeps when it was first seen", async () => {
    const token = await join("bea");
    const first = "2026-03-01T10:00:00.000Z";
    const key = keys.signIn("demo-a", "bea", "s-1");
    const seen = { subject: "bea", signInId: "s-1", firstSeenAt: first, lastSeenAt: first };
    await world.put("Directory", { ...key, ...seen });
    await look(token("s-1"));
    const once = await stored("demo-a", "bea", "s-1");

    await look(token("s-1"));

    expect(once?.firstSeenAt).toBe(first);
    expect(Date.parse(once?.lastSeenAt ?? "")).toBeGreaterThan(Date.parse(first));
    expect(await stored("demo-a", "bea", "s-1")).toEqual(once);
  });

  it("is not needed: a token that names none counts as before", async () => {
    await join("carl");

    const answer = await world.call("sites", { routeKey: `GET ${SITES}`, as: "carl" });

    expect(answer.status).toBe(200);
  });
});

describe("a revoked sign-in", () => {
  it("is refused at the next request with a token that lives, and leaves a signal", async () => {
    const token = await join("dora");
    const live = token("s-1");
    const before = await look(live);

    const revoked = await revoke("dora", "s-1");

    const answer = await world.call("sites", { routeKey: `GET ${SITES}`, headers: live });
    const garbage = await world.call("sites", {
      routeKey: `GET ${SITES}`,
      headers: { authorization: "Bearer garbage" },
    });
    expect([before, revoked.status]).toEqual([200, 204]);
    expect(answer).toEqual(garbage);
    expect(answer.status).toBe(401);
    expect(await look(token("s-2"))).toBe(200);
    expect(await world.signals("demo-a", "access.ended-sign-in")).toMatchObject([
      { subject: "dora" },
    ]);
  });

  it("stays refused, however often it tries", async () => {
    const token = await join("emil");
    await look(token("s-1"));
    await revoke("emil", "s-1");

    const statuses = [await look(token("s-1")), await look(token("s-1", secondsAgo(0)))];

    expect(statuses).toEqual([401, 401]);
  });

  it("was seen by the operator, or is not found", async () => {
    await join("fred");

    const unseen = await revoke("fred", "s-9");
    const stranger = await revoke("neighbour", "s-9");

    expect([unseen.status, unseen.body.code]).toEqual([404, "sign-in.not-found"]);
    expect([stranger.status, stranger.body.code]).toEqual([404, "member.not-found"]);
  });

  it("by an operator lives on in another one", async () => {
    const token = await join("gina");
    await join("gina", "demo-b");
    await look(token("s-1"));
    await revoke("gina", "s-1");

    const statuses = [await look(token("s-1")), await look(token("s-1"), "demo-b")];

    expect(statuses).toEqual([401, 200]);
  });

  it("by its own person ends everywhere", async () => {
    const token = await join("hugo");
    await join("hugo", "demo-b");
    await look(token("s-1"));
    await look(token("s-2"));
    const listed = await asOneself("GET", "sign-ins", token("s-2"));

    const revoked = await revokeOwn("s-1", token("s-2"));

    expect(listed.body.items.map(({ signInId }: SignIn) => signInId)).toEqual(["s-1", "s-2"]);
    expect(revoked.status).toBe(204);
    expect([await look(token("s-1")), await look(token("s-1"), "demo-b")]).toEqual([401, 401]);
    expect(await look(token("s-2"), "demo-b")).toBe(200);
  });
});

describe("a SystemAdmin's sign-in", () => {
  it("is noted above the operators, and theirs to end from within one", async () => {
    const token = await join("lena", "platform", "system-admin");
    await look(token("s-1"));
    const listed = await asOneself("GET", "sign-ins", token("s-1"));

    await revokeOwn("s-1", token("s-1"));

    expect(listed.body.items).toMatchObject([{ signInId: "s-1" }]);
    expect([await look(token("s-1")), await look(token("s-1"), "demo-b")]).toEqual([401, 401]);
  });
});

describe("signing out", () => {
  it("by an operator refuses every sign-in before, and takes the next one", async () => {
    const token = await join("ines");
    const statuses = [await look(token("s-1")), await look(token("s-2"))];

    const answer = await asAdmin("POST", "ines", "sign-out");

    statuses.push(await look(token("s-1")), await look(token("s-3")));
    expect(statuses).toEqual([200, 200, 401, 401]);
    expect(answer.body.signedOutBefore).toMatch(/Z$/);
    expect(await look(token("s-4", secondsAgo(-1)))).toBe(200);
    expect(accounts.done).toContain("ines signed out");
  });

  it("refuses a token that does not say when its person signed in", async () => {
    await join("kai");
    await asAdmin("POST", "kai", "sign-out");

    const answer = await world.call("sites", { routeKey: `GET ${SITES}`, as: "kai" });

    expect(answer.status).toBe(401);
  });

  it("of oneself ends all of one's sign-ins in every operator", async () => {
    const token = await join("jana");
    await join("jana", "demo-b");

    const answer = await asOneself("POST", "sign-out", token("s-1"));

    expect(answer.status).toBe(204);
    expect([await look(token("s-1")), await look(token("s-2"), "demo-b")]).toEqual([401, 401]);
    expect(accounts.done).toContain("jana signed out");
  });

  it("of oneself is not done as one's own administrator", async () => {
    const answer = await asAdmin("POST", "admin", "sign-out");

    expect([answer.status, answer.body.code]).toEqual([403, "access.forbidden"]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RestWorld, startRestWorld } from "#test/support/rest-world.ts";

const DRIVERS = "/v1/operators/{operatorId}/drivers";
const ME = "/v1/me/operators/{operatorId}";

let world: RestWorld;
let people = 0;
beforeAll(async () => {
  world = await startRestWorld();
});
afterAll(() => world?.stop());

async function aDriver(profile: object = {}): Promise<string> {
  const { body } = await world.call("drivers", {
    routeKey: `POST ${DRIVERS}`,
    as: "support",
    body: { language: "en", ...profile },
  });
  return body.driverId;
}

async function aCode(driverId: string): Promise<string> {
  const { body } = await world.call("drivers", {
    routeKey: `POST ${DRIVERS}/{driverId}/account-code`,
    as: "support",
    path: { driverId },
  });
  return body.code;
}

const link = (subject: string, code: string) =>
  world.callAsDriver(subject, { routeKey: `POST ${ME}/account`, body: { code } });

/** A driver who linked their sign-in. */
async function aLinkedDriver(profile: object = {}) {
  const driverId = await aDriver(profile);
  const subject = `driver-${++people}`;
  const { status } = await link(subject, await aCode(driverId));
  expect(status).toBe(201);
  return { driverId, subject };
}

describe("an account", () => {
  it("is linked once with the code of the desk, and then shows everything in clear", async () => {
    const { subject } = await aLinkedDriver({ email: "me@example.org", name: "Ada Lovelace" });

    const { status, body } = await world.callAsDriver(subject, { routeKey: `GET ${ME}/profile` });

    expect([status, body.profile]).toEqual([
      200,
      { email: "me@example.org", name: "Ada Lovelace" },
    ]);
  });

  it("cannot be linked by a code that was used, or never given", async () => {
    const code = await aCode(await aDriver());
    await link("first", code);

    const answers = [await link("second", code), await link("second", "aaaa-bbbb-cccc")];

    expect(answers.map(({ body }) => body.code)).toEqual([
      "driver.code-invalid",
      "driver.code-invalid",
    ]);
  });

  it("belongs to one driver of an operator", async () => {
    const { subject } = await aLinkedDriver();

    const { body } = await link(subject, await aCode(await aDriver()));

    expect(body.code).toBe("driver.already-linked");
  });

  it("opens nothing in an operator that does not know the person", async () => {
    const { subject } = await aLinkedDriver();

    const elsewhere = await world.callAsDriver(subject, {
      routeKey: `GET ${ME}/profile`,
      path: { operatorId: "demo-b" },
    });
    const nowhere = await world.callAsDriver(subject, {
      routeKey: `GET ${ME}/profile`,
      path: { operatorId: "no-such-one" },
    });

    expect(elsewhere.status).toBe(404);
    expect(elsewhere.body).toEqual({ ...nowhere.body, instance: elsewhere.body.instance });
  });

  it("is no token of staff, and a token of staff is none of a driver", async () => {
    const { subject } = await aLinkedDriver();

    const staffAtDriver = await world.callAsDriver(subject, {
      routeKey: `GET ${ME}/profile`,
      headers: { authorization: `Bearer ${world.signIn.token("admin")}` },
    });
    const driverAtStaff = await world.call("drivers", {
      routeKey: `GET ${DRIVERS}`,
      headers: { authorization: `Bearer ${world.driverSignIn.token("admin")}` },
    });

    expect([staffAtDriver.status, driverAtStaff.status]).toEqual([401, 401]);
  });

  it("ends when the desk cuts it off", async () => {
    const { subject, driverId } = await aLinkedDriver();
    await world.call("drivers", {
      routeKey: `DELETE ${DRIVERS}/{driverId}/account`,
      as: "support",
      path: { driverId },
    });

    const { status } = await world.callAsDriver(subject, { routeKey: `GET ${ME}/profile` });

    expect(status).toBe(404);
  });
});

describe("a driver", () => {
  it("corrects what is theirs", async () => {
    const { subject, driverId } = await aLinkedDriver({ email: "was@example.net" });

    const { status } = await world.callAsDriver(subject, {
      routeKey: `PATCH ${ME}/profile`,
      body: { email: "is@example.net" },
    });

    const { body: found } = await world.call("drivers", {
      routeKey: `POST ${DRIVERS}/find`,
      as: "support",
      body: { email: "is@example.net" },
    });
    expect([status, found.items[0]?.driverId]).toEqual([200, driverId]);
  });

  it("gives and withdraws a consent with one call each", async () => {
    const { subject } = await aLinkedDriver();
    const { body: notice } = await world.call("consents", {
      routeKey: "POST /v1/operators/{operatorId}/notices",
      as: "data-protection-officer",
      body: { purpose: "analytics", language: "en", channel: "app", text: "May we count you?" },
    });
    const answer = (body: object) =>
      world.callAsDriver(subject, {
        routeKey: `POST ${ME}/consents`,
        body: { purpose: "analytics", channel: "app", ...body },
      });

    const { body: shown } = await world.callAsDriver(subject, {
      routeKey: `GET ${ME}/notices`,
      query: "purpose=analytics&language=en&channel=app",
    });
    const given = await answer({ decision: "given", noticeId: notice.noticeId });
    const withdrawn = await answer({ decision: "withdrawn" });

    expect(shown.items[0].noticeId).toBe(notice.noticeId);
    expect([given.body.consented, withdrawn.body.consented]).toEqual([true, false]);
  });

  it("takes everything along, as JSON page by page and as CSV, and sees who looked", async () => {
    const { subject, driverId } = await aLinkedDriver({
      name: '=cmd "x"',
      plates: ["34 ABC 56", "06 XY 1"],
    });
    await world.call("drivers", {
      routeKey: `POST ${DRIVERS}/{driverId}/reveal`,
      as: "data-protection-officer",
      path: { driverId },
      body: { reason: "Checks an invoice", fields: ["name"] },
    });
    await world.callAsDriver(subject, {
      routeKey: `POST ${ME}/data-requests`,
      body: { type: "ACCESS", details: "All of it, please" },
    });

    const sections: string[] = [];
    let cursor: string | undefined;
    do {
      const query: string = `limit=1${cursor === undefined ? "" : `&cursor=${cursor}`}`;
      const { body } = await world.callAsDriver(subject, { routeKey: `GET ${ME}/export`, query });
      sections.push(...body.items.map((item: { section: string }) => item.section));
      cursor = body.nextCursor;
    } while (cursor !== undefined);
    const csv = await world.callAsDriver(subject, {
      routeKey: `GET ${ME}/export.csv`,
      query: "section=profile",
    });
    const { body: looks } = await world.callAsDriver(subject, {
      routeKey: `GET ${ME}/export`,
      query: "section=looks",
    });

    expect(sections).toEqual(["profile", "requests", "looks"]);
    expect(csv.headers["content-type"]).toBe("text/csv");
    expect(csv.body).toContain(`"'=cmd ""x"""`);
    expect(csv.body).toContain("34ABC56; 06XY1");
    expect(looks.items[0]).toMatchObject({ by: "operator", reason: "Checks an invoice" });
  });
});

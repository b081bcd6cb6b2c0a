import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RestWorld, startRestWorld } from "#test/support/rest-world.ts";

const OPERATOR = "/v1/operators/{operatorId}";
const DPO = "data-protection-officer";
const WORDS = "May we send you offers by e-mail? You can say no at any time.";
const MAIL = { purpose: "marketing-email", language: "en", channel: "web" };

let world: RestWorld;
beforeAll(async () => {
  world = await startRestWorld();
});
afterAll(() => world?.stop());

const call = (
  routeKey: string,
  more: { body?: unknown; as?: string; path?: Record<string, string>; query?: string } = {},
) => world.call("consents", { routeKey, as: DPO, ...more });

async function aDriver(): Promise<string> {
  const { body } = await world.call("drivers", {
    routeKey: `POST ${OPERATOR}/drivers`,
    as: "support",
    body: { language: "en" },
  });
  return body.driverId;
}

async function published(text: string) {
  const { body } = await call(`POST ${OPERATOR}/notices`, { body: { ...MAIL, text } });
  return body;
}

const answer = (driverId: string, body: object) =>
  call(`POST ${OPERATOR}/drivers/{driverId}/consents`, {
    as: "support",
    path: { driverId },
    body: { purpose: "marketing-email", channel: "web", ...body },
  });

const ask = async (driverId: string, at?: string) => {
  const query = `purpose=marketing-email${at === undefined ? "" : `&at=${encodeURIComponent(at)}`}`;
  const { body } = await call(`GET ${OPERATOR}/drivers/{driverId}/consents`, {
    path: { driverId },
    query,
  });
  return body.items[0];
};

describe("a notice", () => {
  it("is published with the hash of its words, as the next version of the same", async () => {
    const first = await published(WORDS);
    const second = await published(`${WORDS} Really.`);

    const { body: read } = await call(`GET ${OPERATOR}/notices/{noticeId}`, {
      path: { noticeId: first.noticeId },
    });

    expect(second.version).toBe(first.version + 1);
    expect(read).toMatchObject({
      text: WORDS,
      sha256: createHash("sha256").update(WORDS).digest("hex"),
      retiredAt: second.publishedAt,
    });
  });

  it("is published by who answers for it, and read by others", async () => {
    const asAdmin = await call(`POST ${OPERATOR}/notices`, {
      as: "admin",
      body: { ...MAIL, text: WORDS },
    });
    const list = await call(`GET ${OPERATOR}/notices`, { as: "auditor" });

    expect([asAdmin.status, list.status]).toEqual([403, 200]);
  });
});

describe("a driver's consent", () => {
  it("is no while nobody has said yes", async () => {
    const driverId = await aDriver();

    expect(await ask(driverId)).toMatchObject({ consented: false });
  });

  it("tells of any day whether, by what words and which way, also when the words are retired", async () => {
    const driverId = await aDriver();
    const before = new Date().toISOString();
    const { noticeId, sha256 } = await published(WORDS);
    const given = await answer(driverId, { decision: "given", noticeId });
    const withdrawn = await answer(driverId, { decision: "withdrawn" });
    await call(`DELETE ${OPERATOR}/notices/{noticeId}`, { path: { noticeId } });

    const then = await ask(driverId, given.body.since);

    expect([given.status, withdrawn.status]).toEqual([201, 201]);
    expect(await ask(driverId, before)).toMatchObject({ consented: false });
    expect(then).toMatchObject({
      consented: true,
      words: WORDS,
      noticeSha256: sha256,
      channel: "web",
      source: "desk",
    });
    expect(await ask(driverId)).toMatchObject({ consented: false, decision: "withdrawn" });
  });

  it("cannot be given without words, by retired words, or by the words of another purpose", async () => {
    const driverId = await aDriver();
    const { noticeId } = await published(WORDS);
    await call(`DELETE ${OPERATOR}/notices/{noticeId}`, { path: { noticeId } });

    const codes = [
      (await answer(driverId, { decision: "given" })).body.code,
      (await answer(driverId, { decision: "given", noticeId })).body.code,
      (await answer(driverId, { decision: "given", purpose: "analytics", noticeId })).body.code,
      (await answer(driverId, { decision: "withdrawn", purpose: "service-notice" })).body.code,
    ];

    expect(codes).toEqual([
      "consent.notice-missing",
      "consent.notice-unfit",
      "consent.notice-unfit",
      "consent.cannot-withdraw",
    ]);
    expect(await ask(driverId)).toMatchObject({ consented: false });
  });
});

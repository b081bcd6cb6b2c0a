import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { type AdHocWorld, SITE_KEY, startAdHocWorld } from "#test/support/adhoc-world.ts";
import { openPage } from "#test/support/page.ts";

const WINDOW_MS = 600_000;

let world: AdHocWorld;
let code: string;
let codeId: string;
/** Each test has a window of the limits for itself, and begins a minute into it. */
let minuteMs = Math.ceil(Date.now() / WINDOW_MS) * WINDOW_MS + 60_000;
beforeAll(async () => {
  world = await startAdHocWorld();
  vi.useFakeTimers({ toFake: ["Date"] });
});
afterAll(async () => {
  vi.useRealTimers();
  await world.stop();
});
beforeEach(async () => {
  minuteMs += WINDOW_MS;
  vi.setSystemTime(minuteMs);
  await world.settings({});
  await world.recaptcha.behave({ fault: "none", latencyMs: 0, score: 0.9 });
  ({ code, codeId } = await world.code());
});

const action = () => `adhoc_start/${codeId}`;
const read = (attemptId: string, handle?: string) =>
  world.guest({
    routeKey: "GET /v1/adhoc/sessions/{attemptId}",
    path: { attemptId },
    ...(handle !== undefined && { headers: { authorization: `Bearer ${handle}` } }),
  });
const stop = (attemptId: string, handle: string, body: object) =>
  world.guest({
    routeKey: "POST /v1/adhoc/sessions/{attemptId}/stop",
    path: { attemptId },
    headers: { authorization: `Bearer ${handle}` },
    body,
  });

/** Starts with a token of a score, lets it be judged, and gives what came of it. */
async function judged(score: number) {
  const { body } = await world.start(code, { score });
  await world.judge(body.attemptId);
  return world.attempt(body.attemptId);
}

describe("a driver who scans a code", () => {
  it("sees where they are, what it costs in the order of AFIR, what is held, and what to run", async () => {
    const shown = await world.scan(code);

    expect(shown.status).toBe(200);
    expect(shown.body).toMatchObject({
      place: {
        operatorName: "Demo A",
        supportPhone: "+4930123456",
        siteName: "Harbour",
        label: "Left",
      },
      status: "free",
      open: true,
      hold: { amountMinor: 5_000, currency: "EUR" },
      gate: { siteKey: SITE_KEY, action: action() },
    });
    expect(shown.body.price.components.map(({ per }: { per: string }) => per)).toEqual([
      "kWh",
      "minute",
      "session",
      "idle-minute",
    ]);
  });

  it("reads no identity of the charger, neither in the code nor in the answer", async () => {
    const shown = await world.scan(code);

    const clear = Buffer.from(code, "base64url").toString("latin1");
    expect(clear).not.toMatch(/CP-1|demo-a/);
    expect(JSON.stringify(shown.body)).not.toMatch(/CP-1|demo-a/);
  });

  it("gets the same answer for a code that was altered and for one that never was ours", async () => {
    const altered = `${code.slice(0, -2)}${code.endsWith("A") ? "B" : "A"}A`;

    const [first, second] = [await world.scan(altered), await world.scan("bm90LW91cnM")];

    expect([first.status, second.status]).toEqual([404, 404]);
    expect({ ...first.body, instance: "" }).toEqual({ ...second.body, instance: "" });
    expect(first.body.code).toBe("adhoc.code-unknown");
  });

  it("is told what to compare the charger with where the code was replaced", async () => {
    await world.call("connector-codes", {
      routeKey: "POST /v1/operators/{operatorId}/chargers/{chargerId}/codes/{codeId}/rotate",
      path: { chargerId: "CP-1", codeId },
      body: {},
    });

    const shown = await world.scan(code);

    expect([shown.status, shown.body.code]).toEqual([410, "adhoc.code-expired"]);
    expect(shown.body.verify).toEqual({
      operatorName: "Demo A",
      supportPhone: "+4930123456",
      siteName: "Harbour",
      label: "Left",
    });
  });

  it("cannot start with the picture of a display", async () => {
    const display = await world.code({ body: { kind: "display" } });
    const shown = await world.call("connector-codes", {
      routeKey: "POST /v1/operators/{operatorId}/chargers/{chargerId}/codes/{codeId}/display",
      path: { chargerId: "CP-1", codeId: display.codeId },
      body: { minutes: 1 },
    });
    const text = String(shown.body.url).split("/").at(-1) ?? "";
    const { codes } = await import("#functions/shared/opaque-texts.ts");
    const opened = await codes.openCode(text);
    const old = await codes.sealCode({ ...opened, expiresAt: "2026-01-01T00:00:00.000Z" } as never);
    const { expiresAt: _, ...endless } = opened ?? {};
    const forged = await codes.sealCode(endless as never);

    const answers = [await world.scan(text), await world.scan(old), await world.scan(forged)];

    expect(answers.map(({ status }) => status)).toEqual([200, 410, 410]);
  });

  it("sees that nobody charges without an account where the operator does not offer it", async () => {
    await world.settings({ offered: false });

    const shown = await world.scan(code);

    expect(shown.body.open).toBe(false);
    expect(shown.body).not.toHaveProperty("intent");
  });
});

describe("a start", () => {
  it("is answered at once, and its token is nowhere in clear", async () => {
    const token = await world.recaptcha.token({ siteKey: SITE_KEY, action: action() });

    const started = await world.start(code, { token });

    const stored = JSON.stringify(await world.everything());
    expect(started.status).toBe(202);
    expect(Object.keys(started.body)).toEqual(["attemptId", "handle"]);
    expect(stored).not.toContain(token);
    expect(stored).not.toContain(started.body.handle);
    expect((await world.attempt(started.body.attemptId)).state).toBe("requested");
  });

  it("keeps plate and e-mail sealed", async () => {
    const more = { plate: "34 ABC 123", receiptEmail: "somebody@example.org" };

    await world.start(code, { more });

    expect(JSON.stringify(await world.everything())).not.toMatch(/34 ABC 123|somebody@/);
  });

  it("is the same start when the page asks twice", async () => {
    const page = openPage();
    const shown = await world.scan(code);
    const token = await world.recaptcha.token({ siteKey: SITE_KEY, action: action() });
    const body = page.start(code, shown.body.intent, token);
    const click = () => world.guest({ routeKey: "POST /v1/adhoc/sessions", body });

    const [first, second] = [await click(), await click()];

    expect(second).toMatchObject({ status: 202, body: first.body });
  });

  it("is refused without a token where the gate is on, and let on where it is off", async () => {
    const refused = await world.start(code, { token: null });
    await world.settings({ gateEnabled: false });
    const allowed = await world.start(code, { token: null });
    await world.judge(allowed.body.attemptId);

    const after = await world.attempt(allowed.body.attemptId);
    expect([refused.status, refused.body.code]).toEqual([403, "adhoc.token-missing"]);
    expect(after).toMatchObject({ state: "cleared", verdict: { because: "gate-off" } });
  });

  it("is refused with a token that another one brought", async () => {
    const token = await world.recaptcha.token({ siteKey: SITE_KEY, action: action() });
    await world.start(code, { token });

    const again = await world.start(code, { token });

    expect([again.status, again.body.code]).toEqual([403, "adhoc.token-used"]);
  });

  it("is refused where another page's key signed, or another token", async () => {
    const shown = await world.scan(code);
    const page = openPage();
    const body = page.start(code, shown.body.intent, "token-1");
    const others = [
      { ...body, recaptchaToken: "token-2" },
      { ...body, publicKey: openPage().publicKey },
      { ...body, publicKey: { ...body.publicKey, y: body.publicKey.x } },
    ];

    const answers = [];
    for (const other of others) {
      answers.push(await world.guest({ routeKey: "POST /v1/adhoc/sessions", body: other }));
    }

    expect(answers.map(({ body: { code: why } }) => why)).toEqual(
      others.map(() => "adhoc.proof-invalid"),
    );
  });

  it("is refused with the intent of another code, or of another operator's", async () => {
    const other = await world.code();
    const foreign = await world.code({ operatorId: "demo-b" });
    const page = openPage();
    const answers = [];

    for (const shown of [await world.scan(other.code), await world.scan(foreign.code)]) {
      const body = page.start(code, shown.body.intent, "token");
      answers.push(await world.guest({ routeKey: "POST /v1/adhoc/sessions", body }));
    }

    expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
      [409, "adhoc.intent-over"],
      [409, "adhoc.intent-over"],
    ]);
  });

  it("is held back after too many, of a page and of a source, gate or none", async () => {
    await world.settings({ gateEnabled: false });
    const page = openPage();
    const statuses = [];
    for (let attempt = 0; attempt < 7; attempt++) {
      statuses.push((await world.start(code, { token: null, page })).status);
    }

    const last = await world.start(code, { token: null, page });

    expect(statuses).toEqual([202, 202, 202, 202, 202, 202, 429]);
    expect(Number(last.headers["retry-after"])).toBeGreaterThan(0);
    expect(JSON.stringify(await world.everything())).not.toContain("198.51.100");
  });
});

describe("the gate", () => {
  it.each([
    [0.5, "cleared", "score-sufficient"],
    [0.4, "step-up", "score-in-step-up-band"],
    [0.3, "step-up", "score-in-step-up-band"],
    [0.2, "refused", "score-too-low"],
  ])(
    "says of a score of %s, with 0.5 demanded and a second step from 0.3: %s",
    async (score, state, because) => {
      const after = await judged(score);

      expect(after).toMatchObject({ state, verdict: { because, score } });
    },
  );

  it("holds less of who takes the second step", async () => {
    const after = await judged(0.3);

    expect(after.quote.holdAmountMinor).toBe(1_500);
  });

  it("refuses what is no token, and counts nothing as a score", async () => {
    const { body } = await world.start(code, { token: "garbage" });
    await world.judge(body.attemptId);

    const after = await world.attempt(body.attemptId);
    expect(after).toMatchObject({ state: "refused", verdict: { because: "token-invalid" } });
    expect(after.verdict).not.toHaveProperty("score");
  });

  it("refuses a token that a page got for another connector", async () => {
    const elsewhere = await world.code();
    const token = await world.recaptcha.token({
      siteKey: SITE_KEY,
      action: `adhoc_start/${elsewhere.codeId}`,
    });
    const { body } = await world.start(code, { token });

    await world.judge(body.attemptId);

    expect(await world.attempt(body.attemptId)).toMatchObject({
      state: "refused",
      verdict: { because: "action-mismatch" },
    });
  });

  it.each([
    ["of another host", { hostname: "phish.example" }, "host-mismatch"],
    ["of more than two minutes ago", { ageMs: 121_000 }, "token-invalid"],
    ["of another key", { siteKey: "another-site-key" }, "token-invalid"],
  ])("refuses a token %s", async (_, of, because) => {
    const token = await world.recaptcha.token({ siteKey: SITE_KEY, action: action(), ...of });
    const { body } = await world.start(code, { token });

    await world.judge(body.attemptId);

    expect(await world.attempt(body.attemptId)).toMatchObject({
      state: "refused",
      verdict: { because },
    });
  });

  it("asks once about a token and never changes its mind, however often the event comes", async () => {
    const { body } = await world.start(code, { score: 0.9 });
    await world.judge(body.attemptId);
    const asked = world.recaptcha.assessments();
    await world.settings({ threshold: 1, stepUpFrom: 0.9 });

    await Promise.all([world.judge(body.attemptId), world.judge(body.attemptId)]);

    expect(world.recaptcha.assessments()).toBe(asked);
    expect((await world.attempt(body.attemptId)).state).toBe("cleared");
  });

  it("asks once also where two ask at the same moment", async () => {
    const { body } = await world.start(code, { score: 0.9 });
    const before = world.recaptcha.assessments();

    await Promise.allSettled([world.judge(body.attemptId), world.judge(body.attemptId)]);

    expect(world.recaptcha.assessments() - before).toBe(1);
    expect((await world.attempt(body.attemptId)).state).toBe("cleared");
  });

  it.each([
    ["step-up", "step-up"],
    ["open", "cleared"],
    ["closed", "refused"],
  ] as const)("goes by the policy %s where the provider does not answer", async (policy, state) => {
    await world.settings({ onProviderFailure: policy });
    await world.recaptcha.behave({ fault: "unavailable" });

    const after = await judged(0.9);

    expect(after).toMatchObject({ state, verdict: { because: "provider-unavailable" } });
    await world.recaptcha.behave({ fault: "none" });
    await judged(0.9);
  });

  it("closes, whatever the policy, where the credential is refused, and leaves a signal", async () => {
    await world.settings({ onProviderFailure: "open" });
    await world.recaptcha.behave({ fault: "forbidden" });

    const after = await judged(0.9);

    expect(after).toMatchObject({
      state: "refused",
      verdict: { because: "provider-misconfigured" },
    });
    expect(await world.signals("demo-a", "adhoc.gate-misconfigured")).toHaveLength(1);
  });

  it("counts each verdict by score and site, and shows what another threshold would have done", async () => {
    const about = (path: string, query = "") =>
      world.call("adhoc-settings", {
        routeKey: `GET /v1/operators/{operatorId}/adhoc-settings/${path}`,
        ...(query !== "" && { query }),
      });
    const before = (await about("statistics")).body.total;
    for (const score of [0.1, 0.3, 0.7, 0.9]) await judged(score);

    const after = (await about("statistics")).body;
    const preview = (await about("preview", "threshold=0.8")).body;

    const grown = after.total.scores.map(
      (count: number, tenth: number) => count - before.scores[tenth],
    );
    expect(grown).toEqual([0, 1, 0, 1, 0, 0, 0, 1, 0, 1, 0]);
    expect(after.bySite.map(({ siteId }: { siteId: string }) => siteId)).toEqual(["site-1"]);
    expect(preview.wouldRefuse).toBe(
      after.total.scores.slice(0, 8).reduce((sum: number, count: number) => sum + count, 0),
    );
    const csv = await about("statistics", "format=csv");
    expect(String(csv.body).split("\r\n")[0]).toMatch(/^day,siteId,cleared/);
  });
});

describe("an attempt", () => {
  it("is shown to its handle, and is not there for anybody else", async () => {
    const mine = await world.start(code);
    const other = await world.start(code);

    const shown = await read(mine.body.attemptId, mine.body.handle);
    const guesses = [
      await read(mine.body.attemptId),
      await read(mine.body.attemptId, other.body.handle),
      await read(mine.body.attemptId, "bm90LW91cnM"),
      await read("01KB0000000000000000000000", mine.body.handle),
    ];

    expect([shown.status, shown.body.state]).toEqual([200, "requested"]);
    expect(guesses.map(({ status, body }) => [status, body.code])).toEqual(
      guesses.map(() => [404, "adhoc.attempt-not-found"]),
    );
    expect(await world.signals("demo-a", "adhoc.foreign-attempt")).toHaveLength(1);
    expect(await world.signals("platform", "adhoc.foreign-attempt")).toHaveLength(1);
  });

  it("tells a refused driver what helps, and not how close they were", async () => {
    const { body } = await world.start(code, { score: 0.1 });
    await world.judge(body.attemptId);

    const shown = await read(body.attemptId, body.handle);

    expect(shown.body).toMatchObject({ state: "refused", refusal: { because: "check-failed" } });
    expect(JSON.stringify(shown.body)).not.toMatch(/score|threshold/);
  });

  it("is ended by the page that began it, and by nobody who took the handle from it", async () => {
    const page = openPage();
    const { body } = await world.start(code, { page });
    const { attemptId, handle } = body;
    const old = page.stop(attemptId, "2026-01-01T00:00:00.000Z");

    const thief = await stop(attemptId, handle, openPage().stop(attemptId));
    const replay = await stop(attemptId, handle, old);
    const own = await stop(attemptId, handle, page.stop(attemptId));

    expect([thief.body.code, replay.body.code]).toEqual([
      "adhoc.proof-invalid",
      "adhoc.proof-invalid",
    ]);
    expect(own.body).toMatchObject({ state: "abandoned", endedBecause: "driver" });
    await world.judge(attemptId);
    expect((await world.attempt(attemptId)).state).toBe("abandoned");
  });

  it("counts one appeal of a refused driver, and none of others", async () => {
    const refused = await world.start(code, { score: 0.1 });
    await world.judge(refused.body.attemptId);
    const fresh = await world.start(code);
    const appeal = ({ attemptId, handle }: { attemptId: string; handle: string }) =>
      world.guest({
        routeKey: "POST /v1/adhoc/sessions/{attemptId}/appeal",
        path: { attemptId },
        headers: { authorization: `Bearer ${handle}` },
      });

    const answers = [
      await appeal(refused.body),
      await appeal(refused.body),
      await appeal(fresh.body),
    ];

    const listed = await world.call("adhoc-settings", {
      routeKey: "GET /v1/operators/{operatorId}/adhoc-settings/statistics",
    });
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 409]);
    expect(listed.body.total.appeals).toBe(1);
  });
});

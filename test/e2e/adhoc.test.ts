import { beforeAll, describe, expect, inject, it } from "vitest";
import { createCharger } from "#test/support/demo-fleet.ts";
import { eventually } from "#test/support/eventually.ts";
import { openPage, type Page } from "#test/support/page.ts";
import { connectCharger, type RawCharger } from "#test/support/raw-charger.ts";
import { type RestClient, restClient, signIn } from "#test/support/rest-client.ts";

const { local } = inject("platform");
const SESSIONS = "/v1/adhoc/sessions";
const STAND_IN = "/local/recaptcha";

let admin: RestClient;
let officer: RestClient;
let driver: RestClient;
let charger: RawCharger;
let chargerId: string;
let code: string;
let codeId: string;
beforeAll(async () => {
  admin = await signIn(local, "admin@demo-a.example");
  officer = await signIn(local, "security-officer@demo-a.example");
  driver = restClient(local.appUrl, "demo-a", undefined);
  const known = await createCharger(admin);
  ({ chargerId } = known);
  charger = await connectCharger(local, known, "ocpp1.6");
  await charger.call("StatusNotification", {
    connectorId: 1,
    errorCode: "NoError",
    status: "Available",
  });
  ({ code, codeId } = await makeCode());
});

const post = (client: RestClient, path: string, body: object = {}, headers = {}) =>
  client(path, { method: "POST", body, headers });
const change = (body: object, headers = {}) =>
  admin("adhoc-settings", { method: "PATCH", body, headers });
const textOf = (url: string) => url.split("/").at(-1) ?? "";

async function makeCode() {
  const made = await post(admin, `chargers/${chargerId}/codes`, { connectorId: 1, label: "Left" });
  expect(made.status).toBe(201);
  return { codeId: String(made.body.codeId), code: textOf(made.body.url) };
}

/** A driver scans, clicks, and waits for what the gate says. */
async function tryToStart(score: number, page: Page = openPage(), more: object = {}) {
  const shown = await driver(`/v1/adhoc/connectors/${code}`);
  const { siteKey, action } = shown.body.gate;
  const issued = await post(driver, `${STAND_IN}/issue`, {
    siteKey,
    action,
    hostname: "localhost",
    score,
  });
  const started = await post(
    driver,
    SESSIONS,
    page.start(code, shown.body.intent, issued.body.token, more),
  );
  expect(started.status).toBe(202);
  const { attemptId, handle } = started.body;
  const headers = { authorization: `Bearer ${handle}` };
  const seen = await eventually("the gate has judged", async () => {
    const answer = await driver(`${SESSIONS}/${attemptId}`, { headers });
    return answer.body.state !== "requested" && answer.body;
  });
  return { attemptId, headers, seen };
}

describe("a driver without an account", () => {
  it("is let through to where money is held, and no further by the gate alone", async () => {
    const page = openPage();

    const { attemptId, headers, seen } = await tryToStart(0.9, page, {
      plate: "34 ABC 123",
      receiptEmail: "driver@example.org",
    });

    expect(seen).not.toHaveProperty("refusal");
    expect(seen.state).not.toBe("refused");
    const stopped = await post(
      driver,
      `${SESSIONS}/${attemptId}/stop`,
      page.stop(attemptId),
      headers,
    );
    expect(stopped.status).toBe(202);
  });

  it("is refused as a robot in plain words, may object, and no charger heard of it", async () => {
    const { attemptId, headers, seen } = await tryToStart(0.1);

    const appeal = await driver(`${SESSIONS}/${attemptId}/appeal`, { method: "POST", headers });
    const guess = await driver(`${SESSIONS}/${attemptId}`);

    expect(seen).toMatchObject({ state: "refused", refusal: { because: "check-failed" } });
    expect(seen.place.supportPhone).toMatch(/^\+/);
    expect([appeal.status, guess.status]).toEqual([202, 404]);
    const commands = await admin(`chargers/${chargerId}/commands`);
    expect(commands.body.items).toEqual([]);
    const counted = await admin("adhoc-settings/statistics");
    expect(counted.body.total.appeals).toBeGreaterThanOrEqual(1);
  });

  it("takes a second step while the provider does not answer", async () => {
    await post(driver, `${STAND_IN}/control`, { fault: "unavailable" });

    const { seen } = await tryToStart(0.9);

    await post(driver, `${STAND_IN}/control`, { fault: "none" });
    expect(seen.stepUp).toBe(true);
  });

  it("reports a sticker, and staff see and close the report", async () => {
    const reported = await post(driver, "/v1/adhoc/sticker-reports", {
      code,
      concern: "leads-elsewhere",
      seenHost: "phish.example",
    });

    const listed = await admin("sticker-reports");
    const [report] = listed.body.items;
    const closed = await post(admin, `sticker-reports/${report.reportId}/close`, {
      outcome: "sticker-replaced",
    });

    expect(reported.status).toBe(202);
    expect(report).toMatchObject({ chargerId, concern: "leads-elsewhere", state: "open" });
    expect(closed.body.state).toBe("closed");
  });
});

describe("an operator", () => {
  it("turns its gate up, and the next driver meets it", async () => {
    const before = await admin("adhoc-settings");
    const changed = await change({ threshold: 1, stepUpFrom: null });

    const { seen } = await tryToStart(0.9);

    const { threshold, stepUpFrom } = before.body;
    await change({ threshold, stepUpFrom });
    expect(changed.body.effective.passes).toEqual([]);
    expect(seen.state).toBe("refused");
  });

  it("sees whether its credential works", async () => {
    const asked = await post(admin, "adhoc-settings/connection-test");

    const tested = await eventually("the credential was tried", async () => {
      const { body } = await admin("adhoc-settings");
      return body.connectionTest?.testedAt !== undefined && body;
    });

    expect(asked.status).toBe(202);
    expect(tested.connectionTest.result).toBe("works");
    expect(JSON.stringify(tested)).not.toMatch(/PRIVATE KEY|private_key/);
  });

  it("switches its gate off only when two people want it", async () => {
    const reason = { "x-change-reason": "The key is renewed at Google" };
    const asked = await change({ gateEnabled: false }, reason);
    const before = await admin("adhoc-settings");
    const { approvalId, payloadHash } = asked.body;
    const agreed = await post(officer, `approvals/${approvalId}/approve`, { payloadHash });
    await eventually("the gate is off", async () => {
      const { body } = await admin("adhoc-settings");
      return body.gateEnabled === false;
    });
    const on = await change({ gateEnabled: true });

    expect([asked.status, before.body.gateEnabled, agreed.status]).toEqual([202, true, 200]);
    expect(on.body).toMatchObject({ gateEnabled: true });
  });

  it("replaces a code, and who scans the old one learns what to compare", async () => {
    const old = code;
    const rotated = await post(admin, `chargers/${chargerId}/codes/${codeId}/rotate`);
    code = textOf(rotated.body.url);
    codeId = rotated.body.codeId;

    const shown = await driver(`/v1/adhoc/connectors/${old}`);

    expect([rotated.status, shown.status]).toEqual([201, 410]);
    expect(shown.body.verify).toMatchObject({ label: "Left" });
    const listed = await admin(`chargers/${chargerId}/codes`);
    expect(listed.body.items).toHaveLength(2);
  });
});

describe("the script that pages load", () => {
  it("is served with the names of Google's", async () => {
    const shown = await driver(`/v1/adhoc/connectors/${code}`);
    const script = await fetch(shown.body.gate.scriptUrl);

    expect(shown.body.gate.scriptUrl.startsWith(local.appUrl)).toBe(true);
    expect(await script.text()).toContain("grecaptcha");
    await charger.close();
  });
});

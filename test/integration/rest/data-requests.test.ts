import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { canonicalJson } from "#domain/access/canonical-json.ts";
import { type RestWorld, startRestWorld } from "#test/support/rest-world.ts";

const OPERATOR = "/v1/operators/{operatorId}";
const REQUESTS = `${OPERATOR}/data-requests`;
const DPO = "data-protection-officer";

let world: RestWorld;
beforeAll(async () => {
  world = await startRestWorld();
});
afterAll(() => world?.stop());

async function aDriver(): Promise<string> {
  const { body } = await world.call("drivers", {
    routeKey: `POST ${OPERATOR}/drivers`,
    as: "support",
    body: { language: "en", name: "Ada Lovelace" },
  });
  return body.driverId;
}

const call = (routeKey: string, more: object = {}) =>
  world.call("data-requests", { routeKey, as: DPO, ...more });

async function aRequest(more: object = {}) {
  const { body } = await call(`POST ${REQUESTS}`, {
    body: {
      driverId: await aDriver(),
      type: "INFO",
      identity: { method: "call-back", facts: ["phone", "plate"] },
      ...more,
    },
  });
  return body;
}

const step = (name: string, dataRequestId: string, body: object = {}) =>
  call(`POST ${REQUESTS}/{dataRequestId}/${name}`, { path: { dataRequestId }, body });

describe("a request of a data subject", () => {
  it("is taken down with its clock, and what the person wrote is sealed", async () => {
    const { dataRequestId, regime, receivedAt, dueAt } = await aRequest({
      details: "What do you know of Planted?",
    });

    const { body } = await call(`GET ${REQUESTS}/{dataRequestId}`, { path: { dataRequestId } });

    expect([regime, body.details]).toEqual(["gdpr", "What do you know of Planted?"]);
    expect(Date.parse(dueAt) - Date.parse(receivedAt)).toBeLessThanOrEqual(30 * 86_400_000);
    expect(JSON.stringify(await world.everything())).not.toContain("Planted");
  });

  it("is found by its state and type", async () => {
    const { dataRequestId } = await aRequest({ type: "DAMAGES" });

    const list = async (query: string) =>
      (await call(`GET ${REQUESTS}`, { query })).body.items.map(
        (item: { dataRequestId: string }) => item.dataRequestId,
      );

    expect(await list("type=DAMAGES&state=open")).toEqual([dataRequestId]);
    expect(await list("type=DAMAGES&state=done")).toEqual([]);
  });

  it("is answered with a receipt whose hash anybody can make again", async () => {
    const { dataRequestId, operatorId, type, receivedAt } = await aRequest({ type: "RESTRICT" });

    const { body } = await step("complete", dataRequestId, {
      done: [{ what: "letter-sent", count: 1 }],
    });

    const { sha256, ...receipt } = body.receipt;
    const text = canonicalJson({ operatorId, dataRequestId, type, receivedAt, ...receipt });
    expect(receipt.done).toEqual([
      { what: "letter-sent", count: 1 },
      { what: "restriction-set", count: 1 },
    ]);
    expect(sha256).toBe(createHash("sha256").update(text).digest("hex"));
  });

  it("is refused with one of the reasons that there are, and extended before it is due", async () => {
    const [first, second] = [await aRequest(), await aRequest()];

    const refused = await step("refuse", first.dataRequestId, { reason: "not-our-data" });
    const extended = await step("extend", second.dataRequestId, { reason: "complexity" });
    const again = await step("complete", first.dataRequestId);

    expect(refused.body).toMatchObject({ state: "refused", refusal: { by: DPO } });
    expect(extended.body.dueAt > second.dueAt).toBe(true);
    expect(again.body.code).toBe("data-request.closed");
  });

  it("to be erased is not answered by saying so", async () => {
    const { dataRequestId } = await aRequest({ type: "ERASE" });

    const { body } = await step("complete", dataRequestId);

    expect(body.code).toBe("data-request.not-carried-out");
  });

  it("cannot have come from the future, nor from somebody of whom only one fact fits", async () => {
    const body = {
      driverId: await aDriver(),
      type: "INFO",
      identity: { method: "call-back", facts: ["phone"] },
    };

    const weak = await call(`POST ${REQUESTS}`, { body });
    const early = await call(`POST ${REQUESTS}`, {
      body: { ...body, receivedAt: "2100-01-01T00:00:00Z" },
    });

    expect([weak.body.code, early.status]).toEqual(["data-request.identity-weak", 400]);
  });
});

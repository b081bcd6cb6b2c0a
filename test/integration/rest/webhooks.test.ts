import { createHmac } from "node:crypto";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { mockClient } from "aws-sdk-client-mock";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startCredentialKey } from "#test/support/kms.ts";
import { aContext } from "#test/support/lambda-context.ts";
import { type RestWorld, startRestWorld } from "#test/support/rest-world.ts";
import { startReceiver } from "#test/support/webhook-receiver.ts";

const LIST = "/v1/operators/{operatorId}/webhooks";
const ONE = `${LIST}/{webhookId}`;

const sqs = mockClient(SQSClient);
let world: RestWorld;
let kms: Awaited<ReturnType<typeof startCredentialKey>>;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
beforeAll(async () => {
  world = await startRestWorld();
  kms = await startCredentialKey();
});
afterAll(async () => {
  await kms.stop();
  await world.stop();
});
beforeEach(async () => {
  sqs.reset();
  sqs.on(SendMessageCommand).resolves({});
  receiver = await startReceiver();
});
afterEach(() => receiver.stop());

const create = async (body: object = {}) => {
  const answer = await world.call("webhooks", {
    routeKey: `POST ${LIST}`,
    body: { url: receiver.url, owner: "Back office", ...body },
  });
  return answer.body;
};

const on = (webhookId: string, method: string, path = "", body?: object) =>
  world.call("webhooks", {
    routeKey: `${method} ${ONE}${path}`,
    path: { webhookId },
    ...(body && { body }),
  });

let events = 0;
/** An event happens in demo-a, and goes the way it goes on the bus. */
async function happens(type = "SessionEnded", operatorId = "demo-a") {
  const { handler } = await import("#functions/events/queue-webhooks/handler.ts");
  const detail = {
    eventId: `change-${++events}`,
    type,
    operatorId,
    occurredAt: new Date().toISOString(),
    v: 1,
  };
  await (handler as unknown as Run)({ detail }, aContext());
}
type Run = (event: object, context: unknown) => Promise<unknown>;

/** The messages that were queued since the last time, with their delays. */
function queued() {
  const messages = sqs.commandCalls(SendMessageCommand).map(({ args: [{ input }] }) => ({
    body: String(input.MessageBody),
    delaySeconds: input.DelaySeconds ?? 0,
  }));
  sqs.resetHistory();
  return messages;
}

async function deliverQueued() {
  const { handler } = await import("#functions/events/deliver-webhooks/handler.ts");
  const Records = queued().map(({ body }, index) => ({ messageId: String(index), body }));
  return (handler as unknown as Run)({ Records }, aContext());
}

describe("an event", () => {
  it("reaches a webhook that wants it, signed with the secret that was shown once", async () => {
    const { webhookId, secret } = await create({ events: ["SessionEnded"] });
    await happens("SessionStarted");
    await happens("SessionEnded");
    await deliverQueued();

    const [message, ...others] = receiver.received.filter(({ body }) => body.includes("Session"));
    const { items } = (await on(webhookId, "GET", "/deliveries")).body;
    const id = String(message?.headers["webhook-id"]);
    const timestamp = String(message?.headers["webhook-timestamp"]);
    const key = Buffer.from(String(secret).replace("whsec_", ""), "base64");
    const signed = createHmac("sha256", key).update(`${id}.${timestamp}.${message?.body}`);
    expect(others).toEqual([]);
    expect(message?.headers["webhook-signature"]).toBe(`v1,${signed.digest("base64")}`);
    expect(JSON.parse(message?.body ?? "")).toMatchObject({
      type: "SessionEnded",
      data: { operatorId: "demo-a" },
    });
    expect(items).toEqual([
      expect.objectContaining({ deliveryId: id, state: "delivered", attempts: 1, lastStatus: 204 }),
    ]);
    expect((await on(webhookId, "GET")).body).not.toHaveProperty("secret");
    await on(webhookId, "DELETE");
  });

  it("does not reach another operator's webhook", async () => {
    const { webhookId } = await create();

    await happens("SessionEnded", "demo-b");

    expect(queued()).toEqual([]);
    await on(webhookId, "DELETE");
  });

  it("is tried again later where the receiver fails, and is the same message then", async () => {
    const { webhookId } = await create();
    receiver.answerWith(503);
    await refreshed();
    await happens();
    await deliverQueued();

    const [retry] = queued();
    const { items } = (await on(webhookId, "GET", "/deliveries")).body;
    expect(retry?.delaySeconds).toBeGreaterThanOrEqual(5);
    expect(JSON.parse(retry?.body ?? "")).toMatchObject({ attempts: 1 });
    expect(items[0]).toMatchObject({ state: "pending", attempts: 1, lastStatus: 503 });
    await on(webhookId, "DELETE");
  });

  it("follows no redirect", async () => {
    const { webhookId } = await create();
    receiver.answerWith(302);
    await refreshed();
    await happens();
    await deliverQueued();

    const { items } = (await on(webhookId, "GET", "/deliveries")).body;
    expect(items[0]).toMatchObject({ state: "pending", lastStatus: 302, lastFault: "status" });
    await on(webhookId, "DELETE");
  });

  it("can be sent again, one or a range, under the same id", async () => {
    const { webhookId } = await create();
    await refreshed();
    await happens();
    await deliverQueued();
    const { deliveryId } = (await on(webhookId, "GET", "/deliveries")).body.items[0];

    const one = await world.call("webhooks", {
      routeKey: `POST ${ONE}/deliveries/{deliveryId}/replay`,
      path: { webhookId, deliveryId },
    });
    await deliverQueued();
    const hour = 3_600_000;
    const range = await on(webhookId, "POST", "/replay", {
      from: new Date(Date.now() - hour).toISOString(),
      to: new Date(Date.now() + hour).toISOString(),
      states: ["delivered"],
    });
    await deliverQueued();

    expect([one.status, range.status, range.body.replayed]).toEqual([202, 202, 1]);
    expect(receiver.received.map(({ headers }) => headers["webhook-id"])).toEqual([
      deliveryId,
      deliveryId,
      deliveryId,
    ]);
    await on(webhookId, "DELETE");
  });
});

describe("a webhook", () => {
  it("is switched off when its receiver says that it is gone", async () => {
    const { webhookId } = await create();
    receiver.answerWith(410);
    await refreshed();
    await happens();
    await deliverQueued();

    expect((await on(webhookId, "GET")).body).toMatchObject({
      enabled: false,
      disabledBecause: "gone",
    });
    await on(webhookId, "DELETE");
  });

  it("signs with both secrets for a day after it got a new one", async () => {
    const { webhookId, secretFingerprint } = await create();
    const rotated = await on(webhookId, "POST", "/secret");
    await refreshed();
    await happens();
    await deliverQueued();

    const signature = String(receiver.received.at(-1)?.headers["webhook-signature"]);
    expect(rotated.body.secret).toMatch(/^whsec_/);
    expect(rotated.body.secretFingerprint).not.toBe(secretFingerprint);
    expect(signature.split(" ")).toHaveLength(2);
    await on(webhookId, "DELETE");
  });

  it.each([
    "http://example.com",
    "https://10.0.0.1",
    "https://u:p@example.com",
    "https://intranet",
  ])("cannot be %s", async (url) => {
    const answer = await create({ url });

    expect(answer.code).toBe("webhook.url-refused");
  });

  it("stands in the registry of outside credentials", async () => {
    const { webhookId } = await create();

    const { body } = await world.call("integrations", {
      routeKey: "GET /v1/operators/{operatorId}/integrations",
    });

    expect(body.items).toContainEqual(
      expect.objectContaining({
        integrationId: webhookId,
        kind: "webhook",
        findings: ["url-not-https"],
        managedAt: `/v1/operators/demo-a/webhooks/${webhookId}`,
      }),
    );
    await on(webhookId, "DELETE");
  });
});

/** What the reaction remembers of the operator's webhooks is half a minute old at most; here it is forgotten. */
async function refreshed() {
  const { vi } = await import("vitest");
  vi.resetModules();
}

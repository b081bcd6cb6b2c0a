import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { postWebhook } from "#adapters/webhooks/post.ts";
import { startReceiver } from "#test/support/webhook-receiver.ts";

const message = { body: '{"a":1}', headers: { "webhook-id": "1" } };

let receiver: Awaited<ReturnType<typeof startReceiver>>;
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(() => receiver.stop());

describe("posting to a stranger", () => {
  it("sends the text and the headers", async () => {
    const outcome = await postWebhook(receiver.url, message, {
      allowsLoopback: true,
      timeoutMs: 5_000,
    });

    expect(outcome).toEqual({ ok: true, status: 204 });
    expect(receiver.received).toEqual([
      {
        body: message.body,
        headers: expect.objectContaining({
          "webhook-id": "1",
          "content-type": "application/json",
        }),
      },
    ]);
  });

  it("does not reach this machine, whether by number or by a name that leads here", async () => {
    const options = { allowsLoopback: false, timeoutMs: 5_000 };
    const byName = receiver.url.replace("127.0.0.1", "localhost");

    const outcomes = await Promise.all(
      [receiver.url, byName].map((url) => postWebhook(url, message, options)),
    );

    expect(outcomes).toEqual([
      { ok: false, fault: "address-refused" },
      { ok: false, fault: "address-refused" },
    ]);
    expect(receiver.received).toEqual([]);
  });

  it("takes a redirect for a failure", async () => {
    receiver.answerWith(307);

    const outcome = await postWebhook(receiver.url, message, {
      allowsLoopback: true,
      timeoutMs: 5_000,
    });

    expect(outcome).toEqual({ ok: false, fault: "status", status: 307 });
  });

  it("says when nobody is there", async () => {
    const { url } = receiver;
    await receiver.stop();

    const outcome = await postWebhook(url, message, { allowsLoopback: true, timeoutMs: 5_000 });

    expect(outcome).toEqual({ ok: false, fault: "unreachable" });
    receiver = await startReceiver();
  });
});

import { describe, expect, it } from "vitest";
import { newWebhookSecret, signatureHeaders } from "#adapters/webhooks/signature.ts";

describe("the signature of a webhook", () => {
  it("is the one of Standard Webhooks, by an example of its libraries", () => {
    const headers = signatureHeaders(
      {
        id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
        body: '{"test": 2432232314}',
        sentAt: new Date(1_614_265_330_000).toISOString(),
      },
      ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"],
    );

    expect(headers).toEqual({
      "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
      "webhook-timestamp": "1614265330",
      "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    });
  });

  it("is made with each secret that counts", () => {
    const message = { id: "1", body: "{}", sentAt: "2026-03-01T10:00:00.000Z" };

    const headers = signatureHeaders(message, [newWebhookSecret(), newWebhookSecret()]);

    expect(headers["webhook-signature"]).toMatch(/^v1,[^ ]{44} v1,[^ ]{44}$/);
  });

  it("is by a secret of 256 random bits", () => {
    const [one, other] = [newWebhookSecret(), newWebhookSecret()];

    expect(one).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(one).not.toBe(other);
  });
});

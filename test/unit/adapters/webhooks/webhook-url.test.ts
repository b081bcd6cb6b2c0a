import { describe, expect, it } from "vitest";
import { webhookUrl } from "#adapters/webhooks/webhook-url.ts";

const strict = { allowsLoopback: false };

describe("the URL of a webhook", () => {
  it("is https and on the internet", () => {
    expect(webhookUrl("https://hooks.example.com/a?b=c", strict).href).toBe(
      "https://hooks.example.com/a?b=c",
    );
  });

  it.each([
    "http://hooks.example.com",
    "ftp://hooks.example.com",
    "https://user:password@hooks.example.com",
    "https://hooks.example.com/#part",
    "https://localhost",
    "https://intranet",
    "https://db.internal",
    "https://db.internal.",
    "https://127.0.0.1",
    "https://2130706433",
    "https://0x7f.1",
    "https://[::1]",
    "https://169.254.169.254/latest/meta-data",
    "no url",
  ])("is not %s", (text) => {
    expect(() => webhookUrl(text, strict)).toThrow(
      expect.objectContaining({ code: "webhook.url-refused" }),
    );
  });

  it("may be this machine where that was allowed, and no neighbour even then", () => {
    const options = { allowsLoopback: true };

    expect(webhookUrl("http://127.0.0.1:9000/hook", options).port).toBe("9000");
    expect(() => webhookUrl("http://10.0.0.1", options)).toThrow();
    expect(() => webhookUrl("ftp://127.0.0.1", options)).toThrow();
  });
});

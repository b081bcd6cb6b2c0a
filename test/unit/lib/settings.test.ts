import { describe, expect, it } from "vitest";
import { readSettings } from "#lib/settings.ts";

function settings(context: Readonly<Record<string, unknown>>) {
  return readSettings((name) => context[name]);
}

describe("the settings of a deployment", () => {
  it("are those of dev, without a domain, when nothing is said", () => {
    expect(settings({})).toEqual({
      stage: "dev",
      appUrl: "http://localhost:8080",
      customerKeyArns: [],
      mailFrom: "receipts@chargeward.invalid",
      stripeUrl: "https://api.stripe.com",
      withWafStack: false,
      webhooksToLoopback: "refused",
      clientCertificates: { mode: "off" },
    });
  });

  it("name both hosts of a domain", () => {
    const { domain, appUrl } = settings({
      domain: "example.com",
      ocppCertificateArn: "ocpp",
      appCertificateArn: "app",
    });

    expect(domain).toMatchObject({ ocppHost: "ocpp.example.com", appHost: "app.example.com" });
    expect(appUrl).toBe("https://app.example.com");
  });

  it("name the KMS keys that operators brought, and no others", () => {
    const arns = ["a", "b"].map((key) => `arn:aws:kms:eu-central-1:222222222222:key/${key}`);

    expect(settings({ customerKeyArns: arns.join(", ") }).customerKeyArns).toEqual(arns);
  });

  it("make the firewall's stack when asked, in text or in JSON", () => {
    expect(settings({ wafRegionStack: "true" }).withWafStack).toBe(true);
    expect(settings({ wafRegionStack: true }).withWafStack).toBe(true);
    expect(settings({ wafRegionStack: "false" }).withWafStack).toBe(false);
  });

  it("say how chargers are asked for certificates", () => {
    const asked = (clientCertificates: string) =>
      settings({ clientCertificates }).clientCertificates;

    expect(asked("passthrough")).toEqual({ mode: "passthrough" });
    expect(asked("s3://eu-central-1/my-bucket/cas/all.pem")).toEqual({
      mode: "optional",
      bundle: { region: "eu-central-1", bucket: "my-bucket", key: "cas/all.pem" },
    });
  });

  it.each([
    [
      "an unknown way to ask for certificates",
      { clientCertificates: "required" },
      /off, passthrough/,
    ],
    ["an unknown stage", { stage: "staging" }, /dev or prod/],
    ["a domain without its certificates", { domain: "example.com" }, /us-east-1/],
    ["a customer's key that is none", { customerKeyArns: "alias/mine" }, /no ARN of a KMS key/],
    ["a number where text belongs", { alarmEmail: 5 }, /must be text/],
  ])("refuse %s", (_, context, message) => {
    expect(() => settings(context)).toThrow(message);
  });
});

import { describe, expect, it } from "vitest";
import { findingsOf, type Integration } from "#domain/integrations/integration.ts";

const NOW = "2026-03-01T10:00:00.000Z";
const daysAgo = (days: number) => new Date(Date.parse(NOW) - days * 86_400_000).toISOString();

const anIntegration = (fields: Partial<Integration> = {}): Integration => ({
  operatorId: "demo-a",
  integrationId: "payments",
  kind: "psp",
  name: "Payments",
  owner: "Finance team",
  url: "https://api.example.com",
  scopes: [],
  credential: { sealed: "", fingerprint: "1234", setAt: daysAgo(10), setBy: "ann" },
  enabled: true,
  lastSuccessAt: daysAgo(1),
  createdAt: daysAgo(400),
  updatedAt: daysAgo(10),
  version: 1,
  ...fields,
});

const { credential, lastSuccessAt, ...bare } = anIntegration();

describe("an integration", () => {
  it("gives no reason to look at it where all is well", () => {
    expect(findingsOf(anIntegration(), NOW)).toEqual([]);
  });

  it.each([
    [
      "its credential is older than a year",
      { credential: { ...credential, setAt: daysAgo(366) } },
      ["credential-old"],
    ],
    ["it is reached without TLS", { url: "http://api.example.com" }, ["url-not-https"]],
    ["nothing succeeded for long", { lastSuccessAt: daysAgo(91) }, ["silent"]],
  ])("is to be looked at where %s", (_, fields, findings) => {
    expect(findingsOf(anIntegration(fields as Partial<Integration>), NOW)).toEqual(findings);
  });

  it("is to be looked at where it has no credential, or never worked", () => {
    expect(findingsOf({ ...bare, enabled: true }, NOW)).toEqual([
      "credential-missing",
      "never-succeeded",
    ]);
  });

  it("may be silent while it is cut off", () => {
    expect(findingsOf(anIntegration({ enabled: false, lastSuccessAt: daysAgo(300) }), NOW)).toEqual(
      [],
    );
  });
});

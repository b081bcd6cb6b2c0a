import { X509Certificate } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import {
  certificateFacts,
  isIssuedByRoot,
  parseCertificate,
} from "#adapters/x509/read-certificate.ts";
import { aCertificate, anAuthority } from "#test/support/x509.ts";

const SUBJECT = { commonName: "CP-1", organisation: "Demo A" };
const NOW = new Date().toISOString();
let authority: Awaited<ReturnType<typeof anAuthority>>;
let certificate: X509Certificate;

beforeAll(async () => {
  authority = await anAuthority("Demo A");
  certificate = new X509Certificate((await aCertificate(authority, SUBJECT)).pem);
});

describe("a charger's certificate", () => {
  it("says whom it names, how long, and by what key", () => {
    const facts = certificateFacts(certificate);

    expect(facts).toMatchObject({ ...SUBJECT, isKeyStrong: true });
    expect(facts.certificateId).toMatch(/^[0-9a-f]{64}$/);
    expect(facts.notBefore < NOW && NOW < facts.notAfter).toBe(true);
  });

  it("is for clients only, and can sign no other", () => {
    expect(certificate.keyUsage).toEqual(["1.3.6.1.5.5.7.3.2"]);
    expect(certificate.ca).toBe(false);
  });

  it("belongs to the root that signed it", () => {
    expect(isIssuedByRoot(certificate, [authority.pem], NOW)).toBe(true);
  });

  it.each([
    ["another CA of the same name", async () => (await anAuthority("Demo A")).pem],
    ["a certificate that is no CA", async () => (await aCertificate(authority, SUBJECT)).pem],
    ["what is no certificate", async () => "nonsense"],
  ])("does not belong to %s", async (_what, make) => {
    expect(isIssuedByRoot(certificate, [await make()], NOW)).toBe(false);
  });

  it("belongs to nobody once the root is over", () => {
    expect(isIssuedByRoot(certificate, [authority.pem], "2100-01-01T00:00:00.000Z")).toBe(false);
  });

  it("is none where the text is too long to be one", () => {
    expect(parseCertificate(certificate.toString() + " ".repeat(16_384))).toBeUndefined();
  });
});

import { describe, expect, it } from "vitest";
import { readCertificateRequest } from "#adapters/x509/read-request.ts";
import { aRequest, ecKeys, keyIdOf, rsaKeys, spkiOf } from "#test/support/x509.ts";

const NAMES = { commonName: "CP-1", organisation: "Demo A" };

describe("a certificate request", () => {
  it.each([
    ["P-256", ecKeys()],
    ["RSA 2048", rsaKeys(2048)],
  ])("of a strong key says who asks, for which key (%s)", async (_kind, keys) => {
    const read = readCertificateRequest(await aRequest(keys, NAMES));

    expect(read).toEqual({
      ...NAMES,
      isKeyStrong: true,
      isSignedByItsKey: true,
      keyId: keyIdOf(keys),
      publicKey: spkiOf(keys).toString("base64"),
    });
  });

  it("of RSA 1024 has a weak key", async () => {
    const read = readCertificateRequest(await aRequest(rsaKeys(1024), NAMES));

    expect(read).toMatchObject({ isKeyStrong: false, isSignedByItsKey: true });
  });

  it("for somebody else's key is not signed by it", async () => {
    const read = readCertificateRequest(await aRequest(ecKeys(), NAMES, ecKeys()));

    expect(read).toMatchObject({ isSignedByItsKey: false });
  });

  it.each([
    ["no base64", "-----BEGIN CERTIFICATE REQUEST-----\n%%%\n-----END CERTIFICATE REQUEST-----"],
    [
      "something else in DER",
      "-----BEGIN CERTIFICATE REQUEST-----\nMAA=\n-----END CERTIFICATE REQUEST-----",
    ],
    ["far too long", "A".repeat(5_501)],
  ])("is none where it is %s", (_what, pem) => {
    expect(readCertificateRequest(pem)).toBeUndefined();
  });
});

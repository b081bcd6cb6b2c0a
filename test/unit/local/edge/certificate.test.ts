import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer, get } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ensureCertificate } from "#local/edge/certificate.ts";
import { aTemporaryFolder } from "#test/support/local/function-folder.ts";

describe("the certificate of the TLS port", () => {
  it("is accepted for localhost and 127.0.0.1 by who trusts the CA file", async () => {
    const files = await ensureCertificate(aTemporaryFolder());
    const server = createServer(
      { cert: files.certificatePem, key: files.privateKeyPem },
      (_, response) => response.end(),
    );
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const ca = readFileSync(files.caFile);

    const answers = await Promise.all(
      ["localhost", "127.0.0.1"].map(async (host) => {
        const [response] = await once(get({ host, family: 4, port, ca }), "response");
        return response.statusCode;
      }),
    );
    server.close();
    server.closeAllConnections();

    expect(answers).toEqual([200, 200]);
  });

  it("stays the same on the next start, and its key is for the owner alone", async () => {
    const dataDir = aTemporaryFolder();

    const first = await ensureCertificate(dataDir);
    const second = await ensureCertificate(dataDir);

    expect(second).toEqual(first);
    expect(statSync(join(dataDir, "tls", "server-key.pem")).mode & 0o777).toBe(0o600);
  });

  it.each(["server.pem", "server-key.pem"])(
    "is made anew where a file of it is broken: %s",
    async (file) => {
      const dataDir = aTemporaryFolder();
      const first = await ensureCertificate(dataDir);
      writeFileSync(join(dataDir, "tls", file), "broken");

      const second = await ensureCertificate(dataDir);

      expect(second.certificatePem).not.toBe(first.certificatePem);
    },
  );

  it("carries what strict clients demand", async () => {
    const files = await ensureCertificate(aTemporaryFolder());
    const ca = new X509Certificate(readFileSync(files.caFile));
    const server = new X509Certificate(files.certificatePem);

    expect(ca.ca).toBe(true);
    expect(server.ca).toBe(false);
    expect(server.checkIssued(ca)).toBe(true);
    expect(server.verify(ca.publicKey)).toBe(true);
    expect(server.subjectAltName).toContain("DNS:localhost");
    expect(server.keyUsage).toEqual(["1.3.6.1.5.5.7.3.1"]);
  });
});

import { createPrivateKey, X509Certificate } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** What the TLS server needs, and where chargers find the CA that they are to trust. */
export interface TlsFiles {
  readonly caFile: string;
  readonly certificatePem: string;
  readonly privateKeyPem: string;
}

const RENEW_BEFORE_MS = 7 * 24 * 60 * 60 * 1000;

/** Gives the server's certificate out of `<dataDir>/tls`; makes a CA and a certificate where there is none, or it ends soon. */
export async function ensureCertificate(dataDir: string): Promise<TlsFiles> {
  const directory = join(dataDir, "tls");
  const caFile = join(directory, "ca.pem");
  const certificateFile = join(directory, "server.pem");
  const keyFile = join(directory, "server-key.pem");
  const known = await Promise.all(
    [caFile, certificateFile, keyFile].map((path) => readFile(path, "utf8")),
  ).catch(() => undefined);
  const [, certificatePem, privateKeyPem] = known ?? [];
  if (certificatePem && privateKeyPem && isUsable(certificatePem, privateKeyPem)) {
    return { caFile, certificatePem, privateKeyPem };
  }
  // Loaded only now: of a hundred starts one needs it.
  const { issueCertificates } = await import("./issue-certificates.ts");
  const issued = await issueCertificates();
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await writeFile(caFile, issued.caPem, { mode: 0o644 });
  await writeFile(certificateFile, issued.certificatePem, { mode: 0o644 });
  await writeFile(keyFile, issued.privateKeyPem, { mode: 0o600 });
  return {
    caFile,
    certificatePem: issued.certificatePem,
    privateKeyPem: issued.privateKeyPem,
  };
}

/** A start that was killed while it wrote may have left half a file, or a key of another certificate. */
function isUsable(certificatePem: string, privateKeyPem: string): boolean {
  try {
    const certificate = new X509Certificate(certificatePem);
    return (
      certificate.checkPrivateKey(createPrivateKey(privateKeyPem)) &&
      certificate.validToDate.getTime() - Date.now() > RENEW_BEFORE_MS
    );
  } catch {
    return false;
  }
}

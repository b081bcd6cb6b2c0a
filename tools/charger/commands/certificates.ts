import { createHash, X509Certificate } from "node:crypto";
import type { Commands } from "../dialect.ts";
import { listIn, objectIn, type Payload, textIn } from "../payload.ts";

interface Installed {
  readonly certificateType: string;
  readonly certificateHashData: Payload;
}

const digest = (value: string | Buffer) => createHash("sha256").update(value).digest("hex");

/** Which certificate it is, in OCPP's way; undefined for what is none. The name's digest is over its text, not its DER. */
function hashDataOf(pem: string): Payload | undefined {
  try {
    const certificate = new X509Certificate(pem);
    const key = certificate.publicKey.export({ type: "spki", format: "der" });
    return {
      hashAlgorithm: "SHA256",
      issuerNameHash: digest(certificate.issuer),
      issuerKeyHash: digest(key),
      serialNumber: certificate.serialNumber.toLowerCase().slice(0, 40),
    };
  } catch {
    return undefined;
  }
}

/** Certificates (1.6 security white paper; 2.0.1 block M). */
export function certificateCommands(version: "v16" | "v201"): Commands {
  const installed: Installed[] = [];

  function told(wanted: readonly string[]): Payload {
    const found = installed.filter(
      ({ certificateType }) => wanted.length === 0 || wanted.includes(certificateType),
    );
    if (found.length === 0) return { status: "NotFound" };
    return version === "v16"
      ? {
          status: "Accepted",
          certificateHashData: found.map(({ certificateHashData }) => certificateHashData),
        }
      : { status: "Accepted", certificateHashDataChain: found };
  }

  return {
    InstallCertificate: (payload) => {
      const certificateHashData = hashDataOf(textIn(payload, "certificate"));
      if (!certificateHashData) return { status: "Rejected" };
      installed.push({ certificateType: textIn(payload, "certificateType"), certificateHashData });
      return { status: "Accepted" };
    },
    GetInstalledCertificateIds: (payload) => {
      const one = textIn(payload, "certificateType");
      return told(one ? [one] : listIn(payload, "certificateType").map(String));
    },
    DeleteCertificate: (payload) => {
      const serialNumber = textIn(objectIn(payload, "certificateHashData"), "serialNumber");
      const index = installed.findIndex(
        ({ certificateHashData }) => textIn(certificateHashData, "serialNumber") === serialNumber,
      );
      if (index < 0) return { status: "NotFound" };
      installed.splice(index, 1);
      return { status: "Accepted" };
    },
    CertificateSigned: (payload) => ({
      status: hashDataOf(textIn(payload, "certificateChain")) ? "Accepted" : "Rejected",
    }),
  };
}

import { X509Certificate } from "node:crypto";
import { GetPublicKeyCommand, SignCommand } from "@aws-sdk/client-kms";
import { newCertificate, type SignBytes } from "../x509/new-certificate.ts";
import { kms } from "./client.ts";

export interface IssuedPem {
  readonly pem: string;
  readonly certificate: X509Certificate;
}

interface Subject {
  readonly commonName: string;
  readonly organisation: string;
}

const DAY_MS = 86_400_000;
const AUTHORITY_DAYS = 10 * 365;
const CHARGER_DAYS = 365;
/** Chargers' clocks are not all right. */
const BACKDATED_MS = 3_600_000;

/** Makes certificates with a key that never leaves KMS. */
export function certificateSigner(keyArn: string) {
  const sign: SignBytes = async (bytes) => {
    const { Signature } = await kms().send(
      new SignCommand({
        KeyId: keyArn,
        Message: bytes,
        MessageType: "RAW",
        SigningAlgorithm: "ECDSA_SHA_256",
      }),
    );
    if (!Signature) throw new Error("KMS gave no signature");
    return Buffer.from(Signature);
  };

  return {
    /** A CA's own certificate, valid for ten years. */
    async authority(subject: Subject, now: string): Promise<IssuedPem> {
      const { PublicKey } = await kms().send(new GetPublicKeyCommand({ KeyId: keyArn }));
      if (!PublicKey) throw new Error("KMS gave no public key");
      const wanted = { subject, publicKey: Buffer.from(PublicKey), kind: "authority" } as const;
      const lifetime = lifetimeOf(now, AUTHORITY_DAYS);
      return issuedPem(await newCertificate({ ...wanted, ...lifetime }, "itself", sign));
    },

    /** A charger's certificate under a CA of ours, valid for a year. `publicKey` is SubjectPublicKeyInfo in base64. */
    async charger(
      wanted: { readonly subject: Subject; readonly publicKey: string },
      authorityPem: string,
      now: string,
    ): Promise<IssuedPem> {
      const issuer = new X509Certificate(authorityPem);
      const publicKey = Buffer.from(wanted.publicKey, "base64");
      const { subject } = wanted;
      const lifetime = lifetimeOf(now, CHARGER_DAYS);
      const charger = { subject, publicKey, kind: "charger", ...lifetime } as const;
      return issuedPem(await newCertificate(charger, issuer, sign));
    },
  };
}

function lifetimeOf(now: string, days: number) {
  const begin = Date.parse(now);
  return {
    notBefore: new Date(begin - BACKDATED_MS),
    notAfter: new Date(begin + days * DAY_MS),
  };
}

function issuedPem(der: Buffer): IssuedPem {
  const certificate = new X509Certificate(der);
  return { pem: certificate.toString(), certificate };
}

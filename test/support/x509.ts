import {
  createHash,
  generateKeyPairSync,
  type KeyObject,
  sign,
  X509Certificate,
} from "node:crypto";
import * as asn1js from "asn1js";
import {
  AttributeTypeAndValue,
  Certificate,
  CertificationRequest,
  RelativeDistinguishedNames,
} from "pkijs";
import { newCertificate, type SignBytes } from "#adapters/x509/new-certificate.ts";

const COMMON_NAME = "2.5.4.3";
const ORGANISATION = "2.5.4.10";

export interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

export const ecKeys = (namedCurve = "P-256"): KeyPair => generateKeyPairSync("ec", { namedCurve });
export const rsaKeys = (modulusLength: number): KeyPair =>
  generateKeyPairSync("rsa", { modulusLength });

export const spkiOf = ({ publicKey }: KeyPair): Buffer =>
  publicKey.export({ format: "der", type: "spki" });
export const keyPemOf = ({ privateKey }: KeyPair): string =>
  String(privateKey.export({ format: "pem", type: "pkcs8" }));
export const keyIdOf = (keys: KeyPair): string =>
  createHash("sha256").update(spkiOf(keys)).digest("hex");

/** Signs as KMS does: ECDSA with SHA-256, in DER. */
export function signer({ privateKey }: KeyPair): SignBytes {
  return async (bytes) => sign("sha256", bytes, privateKey);
}

/** A certificate request in PEM, as chargers make it; signed by the keys of `signedBy` where somebody cheats. */
export async function aRequest(
  keys: KeyPair,
  names: { readonly commonName: string; readonly organisation: string },
  signedBy: KeyPair = keys,
): Promise<string> {
  const request = new CertificationRequest();
  const sets = [
    [ORGANISATION, names.organisation] as const,
    [COMMON_NAME, names.commonName] as const,
  ].map(([type, value]) => {
    const pair = new AttributeTypeAndValue({ type, value: new asn1js.Utf8String({ value }) });
    return new asn1js.Set({ value: [pair.toSchema()] });
  });
  request.subject = RelativeDistinguishedNames.fromBER(
    new asn1js.Sequence({ value: sets }).toBER(),
  );
  await request.subjectPublicKeyInfo.importKey(await webKey(keys.publicKey, ["verify"]));
  await request.sign(await webKey(signedBy.privateKey, ["sign"]), "SHA-256");
  const lines = Buffer.from(request.toSchema(true).toBER())
    .toString("base64")
    .replace(/.{1,64}/g, "$&\n");
  return `-----BEGIN CERTIFICATE REQUEST-----\n${lines}-----END CERTIFICATE REQUEST-----\n`;
}

function webKey(key: KeyObject, usages: readonly ("sign" | "verify")[]) {
  const algorithm =
    key.asymmetricKeyType === "rsa"
      ? { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" }
      : { name: "ECDSA", namedCurve: "P-256" };
  const format = key.type === "private" ? "pkcs8" : "spki";
  const der = key.export({ format: "der", type: format } as { format: "der"; type: "spki" });
  return crypto.subtle.importKey(format, new Uint8Array(der), algorithm, true, usages);
}

/** A CA made for a test. */
export async function anAuthority(organisation: string, keys = ecKeys()) {
  const certificate = await newCertificate(
    {
      ...validFor(3650),
      subject: { commonName: "Test CA", organisation },
      publicKey: spkiOf(keys),
      kind: "authority",
    },
    "itself",
    signer(keys),
  );
  return { keys, pem: new X509Certificate(certificate).toString() };
}

/** A charger's certificate in PEM, by a CA made for a test. */
export async function aCertificate(
  authority: { readonly keys: KeyPair; readonly pem: string },
  subject: { readonly commonName: string; readonly organisation: string },
  { keys = ecKeys(), days = 365 }: { readonly keys?: KeyPair; readonly days?: number } = {},
): Promise<{ readonly keys: KeyPair; readonly pem: string }> {
  const { raw } = new X509Certificate(authority.pem);
  const issuer = Certificate.fromBER(new Uint8Array(raw).buffer);
  const der = await newCertificate(
    { ...validFor(days), subject, publicKey: spkiOf(keys), kind: "charger" },
    issuer,
    signer(authority.keys),
  );
  return { keys, pem: new X509Certificate(der).toString() };
}

function validFor(days: number) {
  const begin = Date.now() - 10 * 86_400_000;
  return { notBefore: new Date(begin), notAfter: new Date(Date.now() + days * 86_400_000) };
}

import {
  createHash,
  generateKeyPairSync,
  type KeyObject,
  sign,
  X509Certificate,
} from "node:crypto";
import { BitString, Constructed, Integer, Null, ObjectIdentifier } from "asn1js";
import { nameOf, parseDer, sequence } from "#adapters/x509/der.ts";
import { newCertificate, type SignBytes } from "#adapters/x509/new-certificate.ts";

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

const SIGNED_BY = {
  ec: "1.2.840.10045.4.3.2",
  rsa: "1.2.840.113549.1.1.11",
} as const;

/** A certificate request in PEM, as chargers make it; signed by the keys of `signedBy` where somebody cheats. */
export async function aRequest(
  keys: KeyPair,
  names: { readonly commonName: string; readonly organisation: string },
  signedBy: KeyPair = keys,
): Promise<string> {
  const body = sequence(
    new Integer({ value: 0 }),
    nameOf(names),
    parseDer(spkiOf(keys)),
    new Constructed({ idBlock: { tagClass: 3, tagNumber: 0 } }),
  );
  const kind = keys.publicKey.asymmetricKeyType === "rsa" ? "rsa" : "ec";
  const algorithm = sequence(
    new ObjectIdentifier({ value: SIGNED_BY[kind] }),
    ...(kind === "rsa" ? [new Null()] : []),
  );
  const signature = await signer(signedBy)(Buffer.from(body.toBER()));
  const valueHex = new Uint8Array(signature).buffer;
  const lines = Buffer.from(sequence(body, algorithm, new BitString({ valueHex })).toBER())
    .toString("base64")
    .replace(/.{1,64}/g, "$&\n");
  return `-----BEGIN CERTIFICATE REQUEST-----\n${lines}-----END CERTIFICATE REQUEST-----\n`;
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
  const issuer = new X509Certificate(authority.pem);
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

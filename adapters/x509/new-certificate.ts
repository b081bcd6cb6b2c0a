import { randomBytes } from "node:crypto";
import * as asn1js from "asn1js";
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate,
  Extension,
  ExtKeyUsage,
  PublicKeyInfo,
  RelativeDistinguishedNames,
} from "pkijs";

/** What a certificate is to say; the issuer's name and key are those of its own subject where it signs itself. */
export interface NewCertificate {
  readonly subject: { readonly commonName: string; readonly organisation: string };
  /** SubjectPublicKeyInfo in DER. */
  readonly publicKey: Buffer;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly kind: "authority" | "charger";
}

/** Signs bytes by ECDSA with SHA-256; gives the signature in DER. */
export type SignBytes = (bytes: Buffer) => Promise<Buffer>;

const ECDSA_WITH_SHA256 = "1.2.840.10045.4.3.2";
const COMMON_NAME = "2.5.4.3";
const ORGANISATION = "2.5.4.10";
const SUBJECT_KEY_IDENTIFIER = "2.5.29.14";
const KEY_USAGE = "2.5.29.15";
const BASIC_CONSTRAINTS = "2.5.29.19";
const AUTHORITY_KEY_IDENTIFIER = "2.5.29.35";
const EXTENDED_KEY_USAGE = "2.5.29.37";
const CLIENT_AUTHENTICATION = "1.3.6.1.5.5.7.3.2";
/** RFC 5280 §4.2.1.3, bits from the left: digitalSignature (0); keyCertSign (5) and cRLSign (6). */
const USAGE = {
  charger: { bits: 0x80, unusedBits: 7 },
  authority: { bits: 0x06, unusedBits: 1 },
} as const;

/** Makes a certificate whose signature comes from outside, where the issuer's key is. Gives DER. */
export async function newCertificate(
  wanted: NewCertificate,
  issuer: Certificate | "itself",
  sign: SignBytes,
): Promise<Buffer> {
  const { subject, publicKey, notBefore, notAfter, kind } = wanted;
  const certificate = new Certificate();
  certificate.version = 2;
  certificate.serialNumber = new asn1js.Integer({ valueHex: newSerialNumber() });
  certificate.subject = nameOf(subject);
  certificate.notBefore.value = notBefore;
  certificate.notAfter.value = notAfter;
  certificate.subjectPublicKeyInfo = PublicKeyInfo.fromBER(new Uint8Array(publicKey).buffer);
  const signer = issuer === "itself" ? certificate : issuer;
  certificate.issuer = signer.subject;
  const isAuthority = kind === "authority";
  const { bits, unusedBits } = USAGE[kind];
  const usage = new asn1js.BitString({ valueHex: new Uint8Array([bits]).buffer, unusedBits });
  const authorityKey = new AuthorityKeyIdentifier({ keyIdentifier: await keyIdentifier(signer) });
  certificate.extensions = [
    extension(BASIC_CONSTRAINTS, constraintsOf(isAuthority), true),
    extension(KEY_USAGE, usage, true),
    extension(SUBJECT_KEY_IDENTIFIER, await keyIdentifier(certificate)),
    extension(AUTHORITY_KEY_IDENTIFIER, authorityKey.toSchema()),
    ...(isAuthority ? [] : [extension(EXTENDED_KEY_USAGE, clientOnly().toSchema())]),
  ];
  const algorithm = new AlgorithmIdentifier({ algorithmId: ECDSA_WITH_SHA256 });
  certificate.signature = algorithm;
  certificate.signatureAlgorithm = algorithm;
  const body = certificate.encodeTBS().toBER();
  const signature = await sign(Buffer.from(body));
  certificate.tbsView = new Uint8Array(body);
  certificate.signatureValue = new asn1js.BitString({
    valueHex: new Uint8Array(signature).buffer,
  });
  return Buffer.from(certificate.toSchema(true).toBER());
}

/** RFC 5280 §4.1.2.2: positive, at most 20 octets; CAs owe 64 random bits. */
function newSerialNumber(): ArrayBuffer {
  const serial = randomBytes(16);
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  return new Uint8Array(serial).buffer;
}

/** One name a set: pkijs would put both into one, which is another name. */
function nameOf({
  commonName,
  organisation,
}: NewCertificate["subject"]): RelativeDistinguishedNames {
  const sets = [[ORGANISATION, organisation] as const, [COMMON_NAME, commonName] as const].map(
    ([type, value]) => {
      const pair = new AttributeTypeAndValue({ type, value: new asn1js.Utf8String({ value }) });
      return new asn1js.Set({ value: [pair.toSchema()] });
    },
  );
  const der = new asn1js.Sequence({ value: sets }).toBER();
  return RelativeDistinguishedNames.fromBER(der);
}

async function keyIdentifier(certificate: Certificate): Promise<asn1js.OctetString> {
  return new asn1js.OctetString({ valueHex: await certificate.getKeyHash("SHA-1") });
}

function constraintsOf(isAuthority: boolean): { toBER(): ArrayBuffer } {
  const constraints = isAuthority ? { cA: true, pathLenConstraint: 0 } : { cA: false };
  return new BasicConstraints(constraints).toSchema();
}

function clientOnly(): ExtKeyUsage {
  return new ExtKeyUsage({ keyPurposes: [CLIENT_AUTHENTICATION] });
}

function extension(extnID: string, value: { toBER(): ArrayBuffer }, critical = false): Extension {
  return new Extension({ extnID, critical, extnValue: value.toBER() });
}

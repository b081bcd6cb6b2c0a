import { randomBytes, X509Certificate } from "node:crypto";
import * as asn1js from "asn1js";
import {
  AttributeTypeAndValue,
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate,
  Extension,
  ExtKeyUsage,
  GeneralName,
  GeneralNames,
} from "pkijs";

export interface IssuedCertificates {
  readonly caPem: string;
  readonly certificatePem: string;
  readonly privateKeyPem: string;
}

const CURVE = { name: "ECDSA", namedCurve: "P-256" } as const;
const CA_YEARS = 10;
/** Clients refuse server certificates that are valid for longer. */
const SERVER_DAYS = 397;
const DAY_MS = 24 * 60 * 60 * 1000;

const COMMON_NAME = "2.5.4.3";
const SUBJECT_ALTERNATIVE_NAME = "2.5.29.17";
const BASIC_CONSTRAINTS = "2.5.29.19";
const SUBJECT_KEY_IDENTIFIER = "2.5.29.14";
const AUTHORITY_KEY_IDENTIFIER = "2.5.29.35";
const KEY_USAGE = "2.5.29.15";
const EXTENDED_KEY_USAGE = "2.5.29.37";
const SERVER_AUTHENTICATION = "1.3.6.1.5.5.7.3.1";
/** RFC 5280 §4.2.1.3: bits from the left, digitalSignature (0), keyCertSign (5), cRLSign (6). */
const DIGITAL_SIGNATURE = 0x80;
const SIGN_CERTIFICATES_AND_LISTS = 0x06;
/** RFC 5280 §4.2.1.6: choices of a GeneralName. */
const DNS_NAME = 2;
const IP_ADDRESS = 7;

/** Makes a CA of this data dir alone and a certificate for localhost under it; the CA's key is forgotten at once. */
export async function issueCertificates(): Promise<IssuedCertificates> {
  const caKeys = await crypto.subtle.generateKey(CURVE, true, ["sign", "verify"]);
  const serverKeys = await crypto.subtle.generateKey(CURVE, true, ["sign", "verify"]);
  const caName = "Chargeward local CA";

  const ca = newCertificate(caName, caName, CA_YEARS * 366 * DAY_MS);
  await ca.subjectPublicKeyInfo.importKey(caKeys.publicKey);
  // Strict clients demand both key identifiers, RFC 5280 §4.2.1.1.
  const keyIdentifier = new asn1js.OctetString({ valueHex: await ca.getKeyHash("SHA-1") });
  ca.extensions = [
    extension(BASIC_CONSTRAINTS, new BasicConstraints({ cA: true, pathLenConstraint: 0 })),
    keyUsage(SIGN_CERTIFICATES_AND_LISTS, 1),
    new Extension({ extnID: SUBJECT_KEY_IDENTIFIER, extnValue: keyIdentifier.toBER() }),
  ];
  await ca.sign(caKeys.privateKey, "SHA-256");

  const server = newCertificate("localhost", caName, SERVER_DAYS * DAY_MS);
  server.extensions = [
    extension(BASIC_CONSTRAINTS, new BasicConstraints({ cA: false })),
    keyUsage(DIGITAL_SIGNATURE, 7),
    extension(EXTENDED_KEY_USAGE, new ExtKeyUsage({ keyPurposes: [SERVER_AUTHENTICATION] }), false),
    extension(SUBJECT_ALTERNATIVE_NAME, localNames(), false),
    extension(AUTHORITY_KEY_IDENTIFIER, new AuthorityKeyIdentifier({ keyIdentifier }), false),
  ];
  await server.subjectPublicKeyInfo.importKey(serverKeys.publicKey);
  await server.sign(caKeys.privateKey, "SHA-256");

  const privateKey = await crypto.subtle.exportKey("pkcs8", serverKeys.privateKey);
  return {
    caPem: pemOf(ca),
    certificatePem: pemOf(server),
    privateKeyPem: pemText("PRIVATE KEY", privateKey),
  };
}

function newCertificate(subject: string, issuer: string, validForMs: number): Certificate {
  const certificate = new Certificate();
  certificate.version = 2;
  const serial = randomBytes(16);
  // Positive and of full length, as RFC 5280 §4.1.2.2 wants it.
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  certificate.serialNumber = new asn1js.Integer({ valueHex: new Uint8Array(serial).buffer });
  certificate.subject.typesAndValues.push(commonName(subject));
  certificate.issuer.typesAndValues.push(commonName(issuer));
  certificate.notBefore.value = new Date(Date.now() - DAY_MS);
  certificate.notAfter.value = new Date(certificate.notBefore.value.getTime() + validForMs);
  return certificate;
}

function commonName(value: string): AttributeTypeAndValue {
  return new AttributeTypeAndValue({
    type: COMMON_NAME,
    value: new asn1js.Utf8String({ value }),
  });
}

function localNames(): GeneralNames {
  const ipv4 = new Uint8Array([127, 0, 0, 1]);
  const ipv6 = new Uint8Array(16);
  ipv6[15] = 1;
  return new GeneralNames({
    names: [
      new GeneralName({ type: DNS_NAME, value: "localhost" }),
      new GeneralName({
        type: IP_ADDRESS,
        value: new asn1js.OctetString({ valueHex: ipv4.buffer }),
      }),
      new GeneralName({
        type: IP_ADDRESS,
        value: new asn1js.OctetString({ valueHex: ipv6.buffer }),
      }),
    ],
  });
}

function extension(
  extnID: string,
  value: { toSchema(): { toBER(): ArrayBuffer } },
  critical = true,
): Extension {
  return new Extension({ extnID, critical, extnValue: value.toSchema().toBER() });
}

function keyUsage(bits: number, unusedBits: number): Extension {
  const value = new asn1js.BitString({ valueHex: new Uint8Array([bits]).buffer, unusedBits });
  return new Extension({ extnID: KEY_USAGE, critical: true, extnValue: value.toBER() });
}

function pemOf(certificate: Certificate): string {
  const der = Buffer.from(certificate.toSchema(true).toBER());
  return `${new X509Certificate(der).toString().trim()}\n`;
}

function pemText(label: string, der: ArrayBuffer): string {
  const lines = Buffer.from(der)
    .toString("base64")
    .replace(/.{1,64}/g, "$&\n");
  return `-----BEGIN ${label}-----\n${lines}-----END ${label}-----\n`;
}

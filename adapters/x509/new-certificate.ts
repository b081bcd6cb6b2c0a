import { createHash, randomBytes, type X509Certificate } from "node:crypto";
import {
  type BaseBlock,
  BitString,
  Constructed,
  GeneralizedTime,
  Integer,
  ObjectIdentifier,
  UTCTime,
} from "asn1js";
import { bitsOf, membersOf, nameOf, parseDer, sequence } from "./der.ts";
import { extensionsOf } from "./extensions.ts";

/** What a certificate is to say. */
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
/** Where the subject stands in the signed part of a certificate of version 3 (RFC 5280 §4.1). */
const SUBJECT = 5;
const FIRST_GENERALIZED_YEAR = 2050;

/** Makes a certificate whose signature comes from outside, where the issuer's key is. Gives DER. */
export async function newCertificate(
  wanted: NewCertificate,
  issuer: X509Certificate | "itself",
  sign: SignBytes,
): Promise<Buffer> {
  const { subject, publicKey, notBefore, notAfter, kind } = wanted;
  const name = nameOf(subject);
  const issuerKey = issuer === "itself" ? publicKey : spkiOf(issuer);
  const algorithm = sequence(new ObjectIdentifier({ value: ECDSA_WITH_SHA256 }));
  const body = sequence(
    explicit(0, new Integer({ value: 2 })),
    new Integer({ valueHex: newSerialNumber() }),
    algorithm,
    issuer === "itself" ? name : subjectOf(issuer),
    sequence(timeOf(notBefore), timeOf(notAfter)),
    name,
    parseDer(publicKey),
    explicit(
      3,
      extensionsOf(kind, { own: keyIdentifier(publicKey), issuer: keyIdentifier(issuerKey) }),
    ),
  );
  const signature = await sign(Buffer.from(body.toBER()));
  const valueHex = new Uint8Array(signature).buffer;
  return Buffer.from(sequence(body, algorithm, new BitString({ valueHex })).toBER());
}

/** RFC 5280 §4.1.2.2: positive, at most 20 octets; CAs owe 64 random bits. */
function newSerialNumber(): ArrayBuffer {
  const serial = randomBytes(16);
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  return new Uint8Array(serial).buffer;
}

function explicit(tagNumber: number, value: BaseBlock): Constructed {
  return new Constructed({ idBlock: { tagClass: 3, tagNumber }, value: [value] });
}

/** RFC 5280 §4.1.2.5: the short form until 2049. */
function timeOf(valueDate: Date): UTCTime {
  return valueDate.getUTCFullYear() < FIRST_GENERALIZED_YEAR
    ? new UTCTime({ valueDate })
    : new GeneralizedTime({ valueDate });
}

/** RFC 5280 §4.2.1.2: SHA-1 of the key itself. */
function keyIdentifier(publicKey: Buffer): Buffer {
  const [, key] = membersOf(parseDer(publicKey));
  return createHash("sha1").update(bitsOf(key)).digest();
}

function spkiOf({ publicKey }: X509Certificate): Buffer {
  return publicKey.export({ format: "der", type: "spki" });
}

function subjectOf({ raw }: X509Certificate): BaseBlock {
  const [body] = membersOf(parseDer(raw));
  const subject = membersOf(body)[SUBJECT];
  if (!subject) throw new Error("no certificate of version 3");
  return subject;
}

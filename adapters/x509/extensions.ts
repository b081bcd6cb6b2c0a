import {
  type BaseBlock,
  BitString,
  Boolean as DerBoolean,
  Integer,
  ObjectIdentifier,
  OctetString,
  Primitive,
  type Sequence,
} from "asn1js";
import { sequence } from "./der.ts";

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

/** What a certificate may be used for: a CA signs chargers' certificates and no other CA's, a charger connects. */
export function extensionsOf(
  kind: "authority" | "charger",
  keys: { readonly own: Buffer; readonly issuer: Buffer },
): Sequence {
  const { bits, unusedBits } = USAGE[kind];
  const usage = new BitString({ valueHex: new Uint8Array([bits]).buffer, unusedBits });
  const constraints =
    kind === "authority"
      ? sequence(new DerBoolean({ value: true }), new Integer({ value: 0 }))
      : sequence();
  const clientOnly = sequence(new ObjectIdentifier({ value: CLIENT_AUTHENTICATION }));
  const issuerKey = new Primitive({
    idBlock: { tagClass: 3, tagNumber: 0 },
    valueHex: new Uint8Array(keys.issuer).buffer,
  });
  return sequence(
    extension(BASIC_CONSTRAINTS, constraints, "critical"),
    extension(KEY_USAGE, usage, "critical"),
    extension(SUBJECT_KEY_IDENTIFIER, octets(keys.own)),
    extension(AUTHORITY_KEY_IDENTIFIER, sequence(issuerKey)),
    ...(kind === "charger" ? [extension(EXTENDED_KEY_USAGE, clientOnly)] : []),
  );
}

function extension(id: string, value: BaseBlock, weight?: "critical"): Sequence {
  return sequence(
    new ObjectIdentifier({ value: id }),
    ...(weight === undefined ? [] : [new DerBoolean({ value: true })]),
    octets(Buffer.from(value.toBER())),
  );
}

function octets(bytes: Buffer): OctetString {
  return new OctetString({ valueHex: new Uint8Array(bytes).buffer });
}

import {
  type BaseBlock,
  BitString,
  Set as DerSet,
  fromBER,
  ObjectIdentifier,
  Sequence,
  Utf8String,
} from "asn1js";

export const COMMON_NAME = "2.5.4.3";
export const ORGANISATION = "2.5.4.10";

/** Reads one element of DER. Throws for what is none, and for what has something behind it. */
export function parseDer(der: Uint8Array): BaseBlock {
  const { offset, result } = fromBER(der);
  if (offset !== der.byteLength) throw new Error("no DER");
  return result;
}

/** The members of a sequence. Throws for anything else. */
export function membersOf(element: BaseBlock | undefined): readonly BaseBlock[] {
  if (element instanceof Sequence || element instanceof DerSet) return element.valueBlock.value;
  throw new Error("no sequence");
}

/** The bytes of an element as they were read, its tag and length among them. */
export function bytesOf(element: BaseBlock | undefined): Buffer {
  if (element === undefined) throw new Error("an element is missing");
  return Buffer.from(element.valueBeforeDecodeView);
}

/** The bytes in a bit string, of which every last one is full. */
export function bitsOf(element: BaseBlock | undefined): Buffer {
  if (element instanceof BitString) return Buffer.from(element.valueBlock.valueHexView);
  throw new Error("no bit string");
}

/** The identifier of an algorithm, which stands first in its sequence. */
export function algorithmOf(element: BaseBlock | undefined): string {
  const [algorithm] = membersOf(element);
  if (algorithm instanceof ObjectIdentifier) return algorithm.valueBlock.toString();
  throw new Error("no algorithm");
}

/** The one value of a kind in a name; undefined where there is none or more than one. */
export function valueInName(name: BaseBlock | undefined, kind: string): string | undefined {
  const found = membersOf(name)
    .flatMap((set) => membersOf(set))
    .filter((pair) => algorithmOf(pair) === kind)
    .map((pair) => membersOf(pair)[1]);
  const value = (found[0] as { readonly valueBlock?: { readonly value?: unknown } } | undefined)
    ?.valueBlock?.value;
  return found.length === 1 && typeof value === "string" ? value : undefined;
}

/** A name of an organisation and of what bears it. */
export function nameOf(names: {
  readonly organisation: string;
  readonly commonName: string;
}): Sequence {
  const part = (kind: string, value: string) =>
    new DerSet({
      value: [sequence(new ObjectIdentifier({ value: kind }), new Utf8String({ value }))],
    });
  return sequence(part(ORGANISATION, names.organisation), part(COMMON_NAME, names.commonName));
}

export function sequence(...value: BaseBlock[]): Sequence {
  return new Sequence({ value });
}

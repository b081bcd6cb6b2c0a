import { canonicalJson } from "../access/canonical-json.ts";
import type { AuditedValue, FieldChange } from "./entry.ts";
import { BOOKKEEPING, type ItemKind, LIFE } from "./item-kind.ts";

type Image = Readonly<Record<string, unknown>>;

const WITHHELD: AuditedValue = { withheld: true };
/** Longer values are withheld: an entry is to say what changed, not to be a second database. */
const LONGEST_VALUE = 16_384;
const ENVELOPE = ["ct", "iv", "kid", "tag", "v"];

/** What of an item differs, by attribute. Bookkeeping is left out; what is not declared is withheld. */
export function fieldChanges(
  kind: ItemKind,
  before: Image | undefined,
  after: Image | undefined,
): Readonly<Record<string, FieldChange>> {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  const changes: [string, FieldChange][] = [];
  for (const name of [...names].sort()) {
    if (BOOKKEEPING.has(name) || kind.bookkeeping?.includes(name)) continue;
    const [old, now] = [before?.[name], after?.[name]];
    if (isSame(old, now)) continue;
    const isShown = LIFE.has(name) || kind.shown.includes(name);
    changes.push([
      name,
      {
        ...(old !== undefined && { before: audited(old, isShown) }),
        ...(now !== undefined && { after: audited(now, isShown) }),
      },
    ]);
  }
  return Object.fromEntries(changes);
}

/** A value as the journal keeps it: shown where it may be, and where it is ciphertext. */
function audited(value: unknown, isShown: boolean): AuditedValue {
  const plain = withoutSets(value);
  if (!isShown && !isCiphertext(plain)) return WITHHELD;
  return canonicalJson(plain).length > LONGEST_VALUE ? WITHHELD : { value: plain };
}

function isCiphertext(value: unknown): boolean {
  if (typeof value === "string") return value.startsWith("enc1.");
  if (typeof value !== "object" || value === null) return false;
  return Object.keys(value).sort().join() === ENVELOPE.join();
}

function isSame(one: unknown, other: unknown): boolean {
  if (one === undefined || other === undefined) return one === other;
  return canonicalJson(withoutSets(one)) === canonicalJson(withoutSets(other));
}

/** DynamoDB has sets and bytes, JSON has not. */
function withoutSets(value: unknown): unknown {
  if (value instanceof Set) return [...value].map(withoutSets).sort();
  if (value instanceof Uint8Array) return { bytes: [...value] };
  if (Array.isArray(value)) return value.map(withoutSets);
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withoutSets(each)]));
}

import { ACCESS_KINDS } from "./data-map/access.ts";
import { ADHOC_KINDS } from "./data-map/adhoc.ts";
import { CHARGING_KINDS } from "./data-map/charging.ts";
import { COMMAND_KINDS } from "./data-map/commands.ts";
import type { StoredKind } from "./data-map/declare.ts";
import { DIRECTORY_KINDS } from "./data-map/directory.ts";
import { FLEET_KINDS } from "./data-map/fleet.ts";
import { PAYMENT_KINDS } from "./data-map/payments.ts";
import { PEOPLE_KINDS } from "./data-map/people.ts";
import { SECURITY_KINDS } from "./data-map/security.ts";

/** Everything that the platform stores: each kind of item of each table, with every attribute. */
export const DATA_MAP: readonly StoredKind[] = [
  ...DIRECTORY_KINDS,
  ...ACCESS_KINDS,
  ...FLEET_KINDS,
  ...COMMAND_KINDS,
  ...CHARGING_KINDS,
  ...PAYMENT_KINDS,
  ...PEOPLE_KINDS,
  ...SECURITY_KINDS,
  ...ADHOC_KINDS,
];

/** Parts of keys, and of indexes, which repeat what the kind declares. */
const KEY_ATTRIBUTE = /^(pk|sk|gsi\d(pk|sk))$/;

/** The kind of an item by its table and sort key; undefined where nobody declared it. */
export function kindOf(table: string, sk: string): StoredKind | undefined {
  return DATA_MAP.find(
    ({ table: itsTable, sortKey }) =>
      itsTable === table && (sortKey.endsWith("#") ? sk.startsWith(sortKey) : sk === sortKey),
  );
}

/** What of an item nobody declared: the item itself, or some of its attributes. Empty where all is declared. */
export function undeclared(item: {
  readonly table: string;
  readonly sk: string;
  readonly attributes: readonly string[];
}): readonly string[] {
  const kind = kindOf(item.table, item.sk);
  if (!kind) return [`${item.table} ${item.sk.split("#")[0]}`];
  const declared = new Set(Object.values(kind.attributes).flat());
  return item.attributes
    .filter((name) => !KEY_ATTRIBUTE.test(name) && !declared.has(name))
    .map((name) => `${item.table} ${kind.sortKey} ${name}`);
}

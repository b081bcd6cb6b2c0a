import { itemAsItIs } from "#adapters/dynamodb/item-as-it-is.ts";
import type { WalkPage } from "#adapters/dynamodb/partition-walk.ts";
import {
  replaceSealed,
  type SealedField,
  sealedFieldsOf,
} from "#adapters/dynamodb/sealed-fields.ts";
import type { Reseal } from "#adapters/kms/resealer.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";

type Item = WalkPage["items"][number];

/** Others may write an item as often as they like; nobody does so three times within a moment. */
const ATTEMPTS = 3;

/** The sealed fields of an item: how many are under the newest key, which are not, and how many nothing opens. */
export interface FieldsOfItem {
  readonly current: number;
  readonly old: readonly (SealedField & { readonly by: string })[];
  readonly unreadable: number;
}

/** Judges the sealed fields of an item; those under an older key come with what is to take their place. */
export async function fieldsOf(
  table: WalkPage["table"],
  item: Item,
  reseal: Reseal,
): Promise<FieldsOfItem> {
  const old: (SealedField & { readonly by: string })[] = [];
  let current = 0;
  let unreadable = 0;
  for (const field of sealedFieldsOf(table, item)) {
    const { attribute, text } = field;
    const place = { table, pk: item["pk"]?.S ?? "", sk: item["sk"]?.S ?? "", attribute };
    const resealed = await reseal(place, text);
    if (resealed.is === "old") old.push({ ...field, by: resealed.by });
    else if (resealed.is === "current") current++;
    else unreadable++;
  }
  return { current, old, unreadable };
}

/** Seals anew what of an item is under an older key, as the item is at that moment; what is gone stays gone. */
export async function rewriteItem(
  context: TenantContext,
  { table, tableName }: WalkPage,
  read: Item,
  reseal: Reseal,
): Promise<FieldsOfItem> {
  let item: Item | undefined = read;
  for (let attempt = 1; item !== undefined; attempt++) {
    const { old, current, unreadable } = await fieldsOf(table, item, reseal);
    if (old.length === 0) return { current, old, unreadable };
    if (await replaceSealed(tableName, item, old, context)) {
      return { current: current + old.length, old: [], unreadable };
    }
    if (attempt === ATTEMPTS) throw new Error("an item changes faster than it can be sealed anew");
    item = await itemAsItIs(tableName, item);
  }
  return { current: 0, old: [], unreadable: 0 };
}

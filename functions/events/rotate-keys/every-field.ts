import type { WalkPage } from "#adapters/dynamodb/partition-walk.ts";
import { walkSealed } from "#adapters/dynamodb/sealed-walk.ts";
import type { Reseal } from "#adapters/kms/resealer.ts";
import type { KeyRotation, RotationPart } from "#domain/privacy/key-rotation.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { environment } from "#functions/shared/environment.ts";
import { allDone } from "./all-done.ts";
import { BUDGET_MS } from "./budget.ts";
import { type FieldsOfItem, fieldsOf, rewriteItem } from "./sealed-item.ts";

const AT_ONCE = 10;
const tables = {
  Charging: environment("CHARGING_TABLE"),
  Fleet: environment("FLEET_TABLE"),
  People: environment("PEOPLE_TABLE"),
  Security: environment("SECURITY_TABLE"),
} as const;

type Item = WalkPage["items"][number];

/** Seals anew what is under an older key, until time is up. */
export function writeAnew(
  context: TenantContext,
  rotation: KeyRotation,
  reseal: Reseal,
): Promise<RotationPart> {
  return everyField(rotation, (page, item) => rewriteItem(context, page, item, reseal));
}

/** Goes through the sealed fields and changes nothing; breaks off where one is under an older key. */
export async function findOld(rotation: KeyRotation, reseal: Reseal): Promise<RotationPart> {
  const { counts: _, ...part } = await everyField(rotation, ({ table }, item) =>
    fieldsOf(table, item, reseal),
  );
  return { counts: {}, ...part };
}

async function everyField(
  { operatorId, position: from }: KeyRotation,
  look: (page: WalkPage, item: Item) => Promise<FieldsOfItem>,
): Promise<RotationPart> {
  const until = Date.now() + BUDGET_MS;
  let fields = 0;
  let unreadable = 0;
  let position: string | undefined;
  for await (const page of walkSealed(operatorId, tables, from)) {
    ({ position } = page);
    for (let first = 0; first < page.items.length; first += AT_ONCE) {
      const some = page.items.slice(first, first + AT_ONCE);
      for (const seen of await allDone(some.map((item) => look(page, item)))) {
        if (seen.old.length > 0) return { counts: {}, foundOld: true };
        fields += seen.current;
        unreadable += seen.unreadable;
      }
    }
    if (Date.now() >= until) break;
  }
  return { counts: { fields, unreadable }, ...(position !== undefined && { position }) };
}

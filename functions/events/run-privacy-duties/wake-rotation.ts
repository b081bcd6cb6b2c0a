import { keyRotationStore } from "#adapters/dynamodb/key-rotation-store.ts";
import { awoken, isRotationToWake } from "#domain/privacy/key-rotation.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { peopleTable } from "#functions/shared/people-table.ts";

/** Lets a rotation of keys go on whose pause is over, or that was interrupted: storing it wakes what does the work. */
export async function wakeRotation(context: TenantContext, now: string): Promise<void> {
  const store = keyRotationStore(context, peopleTable);
  const rotation = await store.underWay();
  if (!rotation || !isRotationToWake(rotation, now)) return;
  await store.save(awoken(rotation, now));
}

import { sealedProfiles } from "#adapters/dynamodb/sealed-profile.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { indexOf, sealerOf } from "./privacy.ts";

/** Seals and opens the profiles of the operator that one acts in, with this stage's keys. */
export function profilesOf(context: Pick<TenantContext, "operatorId">) {
  return sealedProfiles({ sealer: sealerOf(context), indexOf });
}

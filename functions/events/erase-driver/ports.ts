import { erasureStore } from "#adapters/dynamodb/erasure-store.ts";
import type { ErasurePorts } from "#domain/data-requests/erasure.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { peopleTables } from "#functions/shared/people-tables.ts";
import { certify } from "./certify.ts";
import { destroyKeys } from "./destroy-keys.ts";
import { pseudonymiseSessions } from "./pseudonymise-sessions.ts";
import { removeTokens } from "./remove-tokens.ts";

/** The steps of an erasure, in the operator that one is on duty in. */
export function erasurePorts(context: TenantContext): ErasurePorts {
  const now = () => new Date().toISOString();
  return {
    "destroy-keys": (erasure) => destroyKeys(context, erasure, now()),
    "remove-tokens": (erasure) => removeTokens(context, erasure, now()),
    "pseudonymise-sessions": (erasure) => pseudonymiseSessions(context, erasure, now()),
    certify: (erasure) => certify(context, erasure, now()),
    save: (erasure) => erasureStore(context, peopleTables.peopleTable).save(erasure),
    now,
  };
}

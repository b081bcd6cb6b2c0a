import type { DriverToken } from "#adapters/dynamodb/driver-token-store.ts";
import { tokenStore } from "#adapters/dynamodb/token-store.ts";
import type { PortableRecord } from "#contracts/rest/portability.ts";
import { DomainError } from "#domain/errors.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { defined } from "./defined.ts";
import { peopleTables } from "./people-tables.ts";
import { sealerOf } from "./privacy.ts";

/** A card of the person with what is written on it; undefined where it is gone or nobody can read it any more. */
export async function portableToken(
  context: TenantContext,
  { tokenRef, attachedAt }: DriverToken,
): Promise<PortableRecord | undefined> {
  try {
    const token = await tokenStore(context, peopleTables.chargingTable, sealerOf).find(tokenRef);
    const { tokenId, status, validFrom, expiresAt } = token;
    if (tokenId === undefined) return undefined;
    return { section: "tokens", tokenId, status, attachedAt, ...defined({ validFrom, expiresAt }) };
  } catch (error) {
    if (error instanceof DomainError && error.code === "token.not-found") return undefined;
    throw error;
  }
}

import { type ApiClient, isApiClientOver } from "#domain/access/api-client.ts";
import {
  gainedByApiClient,
  refuseUnfitApiClient,
  refuseUngivable,
} from "#domain/access/api-client-rules.ts";
import { isPermission } from "#domain/access/permissions.ts";
import { DomainError } from "#domain/errors.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { accessTables } from "#functions/shared/access-tables.ts";
import { askSecondPerson } from "#functions/shared/second-person.ts";

/** What somebody wants a program to be. */
export type Wish = Pick<ApiClient, "name" | "owner" | "permissions" | "siteIds" | "expiresAt">;

interface Asked {
  readonly context: TenantContext;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly receivedAt: string;
}

/** A wish from the contract's fields, each permission and site once. */
export function wishOf(fields: {
  readonly name: string;
  readonly owner: string;
  readonly permissions: readonly string[];
  readonly siteIds?: readonly string[] | null | undefined;
  readonly expiresAt: string;
}): Wish {
  const { name, owner, permissions, siteIds, expiresAt } = fields;
  return {
    name,
    owner,
    permissions: [...new Set(permissions.filter(isPermission))].sort(),
    ...(siteIds && { siteIds: [...new Set(siteIds)].sort() }),
    expiresAt,
  };
}

/**
 * Asks for a second person where a program is to do more than read that it could not do before. Throws what makes the
 * wish impossible: `api-client.invalid`, `access.duties-conflict`, `access.forbidden`, `api-client.ended`.
 */
export async function askForWish(
  asked: Asked,
  { clientId, before, wish }: { clientId: string; before?: ApiClient; wish: Wish },
) {
  const { context, receivedAt: now } = asked;
  const gained = before ? gainedByApiClient(before, wish) : wish.permissions;
  refuseUnfitApiClient(wish, now);
  if (gained.length === 0) return undefined;
  refuseUngivable({ ...wish, permissions: gained }, context.standing, now);
  const change = { action: "api-clients.write-scopes", permissions: gained } as const;
  const payload = { clientId, version: before?.version ?? 0, ...wish };
  return askSecondPerson(asked, { change, payload }, accessTables);
}

/** Throws `api-client.ended` for a program that is over, or has a successor to change instead. */
export function refuseEnded(client: ApiClient, now: string): void {
  if (!isApiClientOver(client, now) && client.replacedBy === undefined) return;
  throw new DomainError("api-client.ended", "The API client is over, or was replaced.");
}

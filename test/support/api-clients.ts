import { keys } from "#adapters/dynamodb/keys.ts";
import type { ApiClient } from "#domain/access/api-client.ts";
import type { Permission } from "#domain/access/permissions.ts";
import type { RestWorld } from "./rest-world.ts";

export const inDays = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString();

/** A program of demo-a that reads sites, used just now so that nothing has to be taken down. */
export function anApiClient(given: Partial<ApiClient> = {}): ApiClient {
  return {
    operatorId: "demo-a",
    clientId: "robot",
    name: "Robot",
    owner: "Operations",
    permissions: ["sites:read"],
    expiresAt: inDays(100),
    createdBy: "admin",
    issuedAt: inDays(-1),
    fingerprint: "0000-0000-0000",
    lastUsedAt: new Date().toISOString(),
    createdAt: inDays(-1),
    updatedAt: inDays(-1),
    version: 1,
    ...given,
  };
}

/** Puts a program into a world. */
export async function putApiClient(
  world: Pick<RestWorld, "put">,
  given: Partial<ApiClient> & { readonly permissions?: readonly Permission[] },
): Promise<void> {
  const client = anApiClient(given);
  await world.put("Directory", {
    ...keys.apiClient(client.operatorId, client.clientId),
    ...client,
  });
}

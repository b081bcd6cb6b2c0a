import type { AppClients } from "#adapters/cognito/app-clients.ts";
import { fingerprintOf } from "#adapters/credentials/fingerprint.ts";
import type { ApiClient } from "#domain/access/api-client.ts";
import { logger } from "#functions/shared/observability.ts";

export interface Issued {
  readonly client: ApiClient;
  readonly clientSecret: string;
}

/**
 * Gives a program an id and a secret at the token service and then stores it. Until it is stored, no token of it opens
 * anything; where it cannot be stored, it is taken back.
 */
export async function issue(
  apps: AppClients,
  draft: Omit<ApiClient, "clientId" | "fingerprint" | "issuedAt">,
  now: string,
  store: (client: ApiClient) => Promise<void>,
): Promise<Issued> {
  const { operatorId } = draft;
  const { clientId, clientSecret } = await apps.create(operatorId);
  const fingerprint = fingerprintOf(clientSecret, operatorId, clientId);
  const client = { ...draft, clientId, fingerprint, issuedAt: now };
  try {
    await store(client);
  } catch (error) {
    await removeSoon(apps, clientId);
    throw error;
  }
  return { client, clientSecret };
}

/** Removes a program that the gate refuses already; what fails here the clock's duty does again. */
export async function removeSoon(apps: AppClients, clientId: string): Promise<void> {
  try {
    await apps.remove(clientId);
  } catch (error) {
    logger.error("an API client could not be removed", { clientId, error });
  }
}

import { appClients } from "#adapters/cognito/app-clients.ts";
import { apiClientStore } from "#adapters/dynamodb/api-client-store.ts";
import { ttlAfter } from "#adapters/dynamodb/client.ts";
import { isApiClientOver } from "#domain/access/api-client.ts";
import { accessTables } from "#functions/shared/access-tables.ts";
import { environment } from "#functions/shared/environment.ts";
import type { Duty } from "./duty.ts";

/** How long people can still see a program that is over. */
const KEPT_SECONDS = 90 * 86_400;

/** Where programs get their tokens. */
export const apps = appClients(environment("API_CLIENT_POOL_ID"));

/** Removes programs that are over where they get their tokens; the gate has refused them since they were. */
export async function removeEndedPrograms({ context, now }: Duty): Promise<void> {
  const store = apiClientStore(context, accessTables.directoryTable);
  const ended = (await store.all()).filter(
    (client) => client.removedAt === undefined && isApiClientOver(client, now),
  );
  // One that cannot be removed keeps none of the others.
  const removals = await Promise.allSettled(
    ended.map(async (client) => {
      await apps.remove(client.clientId);
      await store.change(client, { removedAt: now, ttl: ttlAfter(now, KEPT_SECONDS) }, now);
    }),
  );
  const failures = removals.filter(({ status }) => status === "rejected").length;
  if (failures > 0) throw new Error(`${failures} programs could not be removed`);
}

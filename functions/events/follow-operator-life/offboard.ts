import { appClients } from "#adapters/cognito/app-clients.ts";
import { apiClientsOf } from "#adapters/dynamodb/api-client-store.ts";
import { itemDestroyer } from "#adapters/dynamodb/destroy-items.ts";
import type { offboardingStore } from "#adapters/dynamodb/offboarding-store.ts";
import { vaultStore } from "#adapters/dynamodb/vault-store.ts";
import { offboardStep } from "#domain/tenancy/offboard.ts";
import type { Operator } from "#domain/tenancy/operator.ts";
import { environment } from "#functions/shared/environment.ts";
import { fleetTables } from "#functions/shared/fleet-tables.ts";
import { logger } from "#functions/shared/observability.ts";
import { endAccount } from "./end-account.ts";

/** Far enough from the function's timeout that what was done can still be taken down. */
const BUDGET_MS = 40_000;

const vault = vaultStore(environment("VAULT_TABLE"));
const directoryTable = environment("DIRECTORY_TABLE");
const apps = appClients(environment("API_CLIENT_POOL_ID"));

/** Destroys a part of what an operator had that is ending, and stores how far that went; nothing for any other. */
export async function offboard(
  operator: Operator,
  store: ReturnType<typeof offboardingStore>,
): Promise<void> {
  const { operatorId, offboarding: before } = operator;
  if (!before || operator.offboardedAt !== undefined) return;
  await offboardStep(before, {
    destroy: itemDestroyer(operatorId, fleetTables, {
      budgetMs: BUDGET_MS,
      endMember: (subject) => endAccount(directoryTable, { operatorId, subject }),
    }),
    destroyKeys: () => vault.destroyAll(operatorId),
    endPrograms: async () => {
      for (const { clientId } of await apiClientsOf(directoryTable, operatorId)) {
        await apps.remove(clientId);
      }
    },
    keep: (after) => store.keep(operatorId, before, after),
    finish: (after) => store.finish(operator, after, new Date().toISOString()),
  });
  const { pass, deletedItems } = before;
  logger.info("an operator is being destroyed", { operatorId, pass, deletedItems });
}

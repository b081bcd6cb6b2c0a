import { appClients } from "#adapters/cognito/app-clients.ts";
import { apiClientsOf } from "#adapters/dynamodb/api-client-store.ts";
import { itemDestroyer } from "#adapters/dynamodb/destroy-items.ts";
import { offboardingStore } from "#adapters/dynamodb/offboarding-store.ts";
import { type StreamRecord, streamChange } from "#adapters/dynamodb/stream-change.ts";
import { vaultStore } from "#adapters/dynamodb/vault-store.ts";
import { offboardStep } from "#domain/tenancy/offboard.ts";
import { environment } from "#functions/shared/environment.ts";
import { eventHandler } from "#functions/shared/event-handler.ts";
import { fleetTables } from "#functions/shared/fleet-tables.ts";
import { logger } from "#functions/shared/observability.ts";
import { endAccount } from "./end-account.ts";

/** Far enough from the function's timeout that what was done can still be taken down. */
const BUDGET_MS = 40_000;

const vault = vaultStore(environment("VAULT_TABLE"));
const directoryTable = environment("DIRECTORY_TABLE");
const apps = appClients(environment("API_CLIENT_POOL_ID"));
const store = offboardingStore(directoryTable);

/** Woken when two SystemAdmins ended an operator, and by its own progress: destroys what the operator had. */
export const handler = eventHandler<StreamRecord>({
  async handle(records) {
    const failed: string[] = [];
    for (const { pk: operatorId, sk, sequenceNumber } of records.map(streamChange)) {
      if (sk !== "OPERATOR") continue;
      try {
        await step(operatorId);
      } catch (error) {
        logger.error("an operator could not be destroyed", { operatorId, error });
        failed.push(sequenceNumber);
      }
    }
    return failed;
  },
});

async function step(operatorId: string): Promise<void> {
  const operator = await store.find(operatorId);
  const before = operator?.offboarding;
  if (!operator || !before || operator.offboardedAt !== undefined) return;
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

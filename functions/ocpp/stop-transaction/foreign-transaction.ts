import { isTransactionInUse } from "#adapters/dynamodb/transaction-ids.ts";
import type { ConnectionBinding } from "#domain/fleet/charger.ts";
import { signalQuietly } from "#functions/shared/charger-signal.ts";
import { environment } from "#functions/shared/environment.ts";
import { logger } from "#functions/shared/observability.ts";

const chargingTable = environment("CHARGING_TABLE");

/** A stop that fits no session of the charger, and names a transaction that another one has, may be an attack on that one. */
export async function signalForeignTransaction(
  caller: ConnectionBinding,
  transactionId: number,
  at: string,
): Promise<void> {
  const { operatorId, chargerId } = caller;
  try {
    if (!(await isTransactionInUse(chargingTable, operatorId, transactionId))) return;
  } catch (error) {
    // The stop is kept already: it must not be answered with an error for a signal's sake.
    return logger.error("the owner of a transaction could not be read", {
      operatorId,
      chargerId,
      error,
    });
  }
  const evidence = { transactionId: String(transactionId) };
  await signalQuietly(caller, { kind: "ocpp.foreign-transaction", evidence, at });
}

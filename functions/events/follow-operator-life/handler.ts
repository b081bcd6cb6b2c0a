import { offboardingStore } from "#adapters/dynamodb/offboarding-store.ts";
import { operatorSockets } from "#adapters/dynamodb/operator-sockets.ts";
import {
  type StreamChange,
  type StreamRecord,
  streamChange,
} from "#adapters/dynamodb/stream-change.ts";
import { environment } from "#functions/shared/environment.ts";
import { eventHandler } from "#functions/shared/event-handler.ts";
import { logger } from "#functions/shared/observability.ts";
import { offboard } from "./offboard.ts";

const operators = offboardingStore(environment("DIRECTORY_TABLE"));
const tellSockets = operatorSockets({
  fleetTable: environment("FLEET_TABLE"),
  connectionsTable: environment("CONNECTIONS_TABLE"),
});

/**
 * Woken when an operator is suspended or goes on, when two SystemAdmins ended it, and by the progress of its end:
 * its chargers' sockets learn whether sessions may begin, and what it had is destroyed.
 */
export const handler = eventHandler<StreamRecord>({
  async handle(records) {
    const failed: string[] = [];
    for (const change of records.map(streamChange)) {
      if (change.sk !== "OPERATOR") continue;
      const { pk: operatorId, sequenceNumber } = change;
      try {
        await follow(operatorId, change);
      } catch (error) {
        logger.error("an operator's life could not be followed", { operatorId, error });
        failed.push(sequenceNumber);
      }
    }
    return failed;
  },
});

async function follow(operatorId: string, { before, after }: StreamChange): Promise<void> {
  // As it is now, not as it was: an older record that comes again must not undo a newer one.
  const operator = await operators.find(operatorId);
  if (isSuspended(before) !== isSuspended(after)) {
    const suspended = operator?.suspendedAt !== undefined;
    const sockets = await tellSockets(operatorId, suspended);
    logger.info("sockets told", { operatorId, suspended, sockets });
  }
  if (operator) await offboard(operator, operators);
}

function isSuspended(image: StreamChange["after"]): boolean {
  return image?.["suspendedAt"] !== undefined;
}

import { setTimeout as pause } from "node:timers/promises";
import { type TransactWriteItem, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { dynamo, refusedConditions } from "./client.ts";

/** Transactions that only check a common item stand in each other's way too: fifty at once must all get through. */
const ATTEMPTS = 8;
const LONGEST_PAUSE_MS = 500;

/** Whether another writer was at one of the items at the same moment. */
export function isConflict(error: unknown): boolean {
  if (!(error instanceof Error) || error.name !== "TransactionCanceledException") return false;
  const { CancellationReasons } = error as { CancellationReasons?: { Code?: string }[] };
  return (CancellationReasons ?? []).some(({ Code }) => Code === "TransactionConflict");
}

/**
 * Writes all or nothing. Undefined when written, else which members' conditions refused. A conflict with another
 * writer is no refusal: it is tried again, because the SDK leaves that to us.
 */
export async function transact(
  items: readonly TransactWriteItem[],
): Promise<readonly boolean[] | undefined> {
  for (let attempt = 1; ; attempt++) {
    try {
      await dynamo.send(new TransactWriteItemsCommand({ TransactItems: [...items] }));
      return undefined;
    } catch (error) {
      const refused = refusedConditions(error);
      if (refused) return refused;
      if (!isConflict(error) || attempt === ATTEMPTS) throw error;
      await pause(Math.min(20 * 2 ** attempt, LONGEST_PAUSE_MS) * (0.5 + Math.random()));
    }
  }
}

import { PutItemCommand, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import type { Journal } from "#domain/audit/append.ts";
import { dynamo, refusedConditions, toItem } from "./client.ts";
import { pageItem } from "./journal-item.ts";
import { lastPage } from "./journal-reader.ts";
import { keys } from "./keys.ts";

/** Writes the journal into the Audit table: puts of what is not there yet, and nothing else. */
export function journalWriter(auditTable: string): Journal {
  return {
    lastPage: (chain) => lastPage(auditTable, chain),

    async putPage(stored) {
      const put = {
        TableName: auditTable,
        Item: pageItem(stored),
        ConditionExpression: "attribute_not_exists(pk)",
      };
      const { page, pageNumber, at, terms } = stored;
      const { operatorId, table } = page;
      const leads = terms.map((term) => ({
        Put: {
          TableName: auditTable,
          Item: toItem(keys.journalTerm(operatorId, term, { at, table, pageNumber })),
        },
      }));
      try {
        // A page and what leads to it stand or fall together, so that a search never misses an entry.
        if (leads.length === 0) await dynamo.send(new PutItemCommand(put));
        else {
          const TransactItems = [{ Put: put }, ...leads];
          await dynamo.send(new TransactWriteItemsCommand({ TransactItems }));
        }
        return true;
      } catch (error) {
        if (refusedConditions(error) || isCollision(error)) return false;
        throw error;
      }
    },
  };
}

/** Two transactions that put the same page at the same moment: one of them is told of the other. */
function isCollision(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error.name === "TransactionConflictException") return true;
  if (error.name !== "TransactionCanceledException") return false;
  const { CancellationReasons = [] } = error as { CancellationReasons?: { Code?: string }[] };
  return CancellationReasons.some(({ Code }) => Code === "TransactionConflict");
}

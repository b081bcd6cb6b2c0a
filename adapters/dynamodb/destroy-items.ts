import { setTimeout as pause } from "node:timers/promises";
import { BatchWriteItemCommand, type WriteRequest } from "@aws-sdk/client-dynamodb";
import type { Destruction, OffboardPorts } from "#domain/tenancy/offboard.ts";
import { dynamo, type Item, toItem } from "./client.ts";
import { keys } from "./keys.ts";
import { type WalkTables, walkOperator } from "./operator-walk.ts";
import type { WalkPage } from "./partition-walk.ts";

/** DynamoDB's limit of a batch. */
const BATCH = 25;
const ATTEMPTS = 8;

const MEMBER = keys.membership("", "").sk;

/** Items that the others of their partition are found by. */
const ROOT = /^(CHARGER|SESSION|(FORMER-CHARGER|WEBHOOK)#.*)$/;

/**
 * Destroys what an operator has, but for its own item, until the given time is over. `endMember` comes before the item
 * of each member.
 */
export function itemDestroyer(
  operatorId: string,
  tables: WalkTables,
  {
    budgetMs,
    endMember,
  }: { readonly budgetMs: number; readonly endMember: (subject: string) => Promise<void> },
) {
  const destroy: OffboardPorts["destroy"] = async ({ position, keepRoots }) => {
    const until = Date.now() + budgetMs;
    let deletedItems = 0;
    for await (const page of walkOperator(operatorId, tables, position)) {
      const doomed = page.items.flatMap((item) => doomedWith(item, keepRoots, operatorId));
      for (const { sk } of doomed) {
        if (sk?.S?.startsWith(MEMBER)) await endMember(sk.S.slice(MEMBER.length));
      }
      await deleteAll(page, doomed);
      deletedItems += doomed.length;
      const isOver = page.position === undefined;
      if (isOver) return { deletedItems };
      if (Date.now() >= until) return destructionAt(deletedItems, page);
    }
    return { deletedItems };
  };
  return destroy;
}

function destructionAt(deletedItems: number, { position }: WalkPage): Destruction {
  return { deletedItems, ...(position !== undefined && { position }) };
}

/** The item itself, and what only it leads to: the entry that keeps a 1.6 transaction id from being given twice. */
function doomedWith(item: Item, keepRoots: boolean, operatorId: string): readonly Item[] {
  const { pk, sk, transactionId } = item;
  if (!pk || !sk || sk.S === "OPERATOR") return [];
  const isRoot = ROOT.test(sk.S ?? "");
  const entry =
    sk.S === "SESSION" && transactionId?.N !== undefined
      ? [toItem(keys.transactionId(operatorId, Number(transactionId.N)))]
      : [];
  return isRoot && keepRoots ? [] : [{ pk, sk }, ...entry];
}

async function deleteAll({ tableName }: WalkPage, doomed: readonly Item[]): Promise<void> {
  for (let first = 0; first < doomed.length; first += BATCH) {
    const batch = doomed.slice(first, first + BATCH);
    await deleteBatch(
      tableName,
      batch.map((Key) => ({ DeleteRequest: { Key } })),
    );
  }
}

async function deleteBatch(tableName: string, requests: readonly WriteRequest[]): Promise<void> {
  let left: WriteRequest[] = [...requests];
  for (let attempt = 1; left.length > 0; attempt++) {
    const { UnprocessedItems } = await dynamo.send(
      new BatchWriteItemCommand({ RequestItems: { [tableName]: left } }),
    );
    left = UnprocessedItems?.[tableName] ?? [];
    if (left.length === 0) return;
    if (attempt === ATTEMPTS) throw new Error("DynamoDB left items undeleted");
    await pause(20 * 2 ** attempt * (0.5 + Math.random()));
  }
}

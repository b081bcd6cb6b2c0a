import { setTimeout as pause } from "node:timers/promises";
import { BatchWriteItemCommand, type WriteRequest } from "@aws-sdk/client-dynamodb";
import { dynamo, toItem } from "./client.ts";
import type { Key } from "./keys.ts";

/** DynamoDB's limit of a batch. */
const BATCH = 25;
const ATTEMPTS = 5;
const FIRST_PAUSE_MS = 50;

/** Puts items into a table in as few requests as can be; of several with one key the last counts. Not all or nothing. */
export function batchPut(
  tableName: string,
  wait: (milliseconds: number) => Promise<unknown> = pause,
): (items: readonly (Key & object)[]) => Promise<void> {
  async function put(batch: readonly WriteRequest[]): Promise<void> {
    let unwritten: WriteRequest[] = [...batch];
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (attempt > 0) await wait(FIRST_PAUSE_MS * 2 ** attempt * (0.5 + Math.random() / 2));
      const { UnprocessedItems } = await dynamo.send(
        new BatchWriteItemCommand({ RequestItems: { [tableName]: unwritten } }),
      );
      unwritten = UnprocessedItems?.[tableName] ?? [];
      if (unwritten.length === 0) return;
    }
    throw new Error(`${unwritten.length} items could not be written`);
  }

  return async (items) => {
    await Promise.all(batchesOf(items).map(put));
  };
}

/** A batch may name a key once. */
function batchesOf(items: readonly (Key & object)[]): WriteRequest[][] {
  const byKey = new Map(items.map((item) => [JSON.stringify([item.pk, item.sk]), item]));
  const requests = [...byKey.values()].map((item) => ({ PutRequest: { Item: toItem(item) } }));
  return Array.from({ length: Math.ceil(requests.length / BATCH) }, (_, index) =>
    requests.slice(index * BATCH, (index + 1) * BATCH),
  );
}

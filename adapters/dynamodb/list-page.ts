import { setTimeout as pause } from "node:timers/promises";
import {
  BatchGetItemCommand,
  type KeysAndAttributes,
  QueryCommand,
  type QueryCommandInput,
} from "@aws-sdk/client-dynamodb";
import { dynamo, type Item } from "./client.ts";

/** A page of a list, and where the next one begins. */
export interface Page<T> {
  readonly items: readonly T[];
  /** The last item's place in the list; absent on the last page. */
  readonly after?: string;
}

const ATTEMPTS = 5;

/** How many pages one request may look through for items that pass a filter. */
const ROUNDS = 5;

/** Reads pages that a filter may have thinned out until there are as many items as wanted, or enough was read. */
export async function filledPage<T>(
  read: (limit: number, after?: string) => Promise<Page<T>>,
  limit: number,
  after?: string,
): Promise<Page<T>> {
  const found: T[] = [];
  let place = after;
  for (let round = 0; round < ROUNDS; round++) {
    const page = await read(limit - found.length, place);
    found.push(...page.items);
    place = page.after;
    if (place === undefined || found.length === limit) break;
  }
  return { items: found, ...(place !== undefined && { after: place }) };
}

/** One page of a query. Asks for one item more than wanted, which tells whether there is a next page. */
export async function queryPage(
  query: QueryCommandInput & { readonly Limit: number },
): Promise<{ readonly items: readonly Item[]; readonly hasMore: boolean }> {
  const wanted = query.Limit;
  const { Items = [] } = await dynamo.send(new QueryCommand({ ...query, Limit: wanted + 1 }));
  return { items: Items.slice(0, wanted), hasMore: Items.length > wanted };
}

/** The items that an index's entries stand for, in the order of the index; deleted ones are left out. At most 100. */
export async function readIndexed(tableName: string, entries: readonly Item[]): Promise<Item[]> {
  if (entries.length === 0) return [];
  const found = new Map<string, Item>();
  let unread: Record<string, KeysAndAttributes> = {
    [tableName]: { Keys: entries.map(primaryKey) },
  };
  for (let attempt = 1; Object.keys(unread).length > 0; attempt++) {
    const answer = await dynamo.send(new BatchGetItemCommand({ RequestItems: unread }));
    for (const item of answer.Responses?.[tableName] ?? []) found.set(identity(item), item);
    unread = answer.UnprocessedKeys ?? {};
    if (Object.keys(unread).length === 0) break;
    if (attempt === ATTEMPTS) throw new Error("DynamoDB left keys unread");
    await pause(20 * 2 ** attempt * (0.5 + Math.random()));
  }
  return entries.map((entry) => found.get(identity(entry))).filter((item) => item !== undefined);
}

function primaryKey({ pk, sk }: Item): Item {
  if (!pk || !sk) throw new Error("an index entry has no primary key");
  return { pk, sk };
}

function identity({ pk, sk }: Item): string {
  return JSON.stringify([pk?.S, sk?.S]);
}

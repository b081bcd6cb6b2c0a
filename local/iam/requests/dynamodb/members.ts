import { isObject, type JsonObject, listOf, objectOf, unreadable } from "../json-request.ts";

/** What a batch does with one table. */
export interface BatchMember {
  readonly tableName: string;
  /** The keys or items, each by attribute. */
  readonly items: readonly JsonObject[];
  /** What the batch says of the table itself: projection, expression names. */
  readonly request: JsonObject;
}

/** The tables of a BatchGetItem or BatchWriteItem; throws `RefusedRequest`. */
export function batchMembers(operation: string, input: JsonObject): readonly BatchMember[] {
  const requestItems = objectOf(input, "RequestItems");
  const tableNames = Object.keys(requestItems);
  if (tableNames.length === 0) throw unreadable("RequestItems must not be empty.");
  return tableNames.map((tableName) => {
    if (operation === "BatchGetItem") {
      const request = objectOf(requestItems, tableName);
      return { tableName, items: listOf(request, "Keys"), request };
    }
    return { tableName, items: listOf(requestItems, tableName).map(writtenItem), request: {} };
  });
}

function writtenItem(write: JsonObject): JsonObject {
  const [[kind, request] = [], ...others] = Object.entries(write);
  if (others.length === 0 && isObject(request)) {
    if (kind === "PutRequest") return objectOf(request, "Item");
    if (kind === "DeleteRequest") return objectOf(request, "Key");
  }
  throw unreadable("A write of a batch must be one PutRequest or one DeleteRequest.");
}

/** One member of a transaction. */
export interface TransactionMember {
  /** The action that it needs permission for. */
  readonly action: string;
  readonly member: JsonObject;
  /** Its key or item by attribute. */
  readonly attributes: JsonObject;
}

const ACTIONS: Readonly<
  Record<string, Readonly<Record<string, readonly [string, "Key" | "Item"]>>>
> = {
  TransactGetItems: { Get: ["GetItem", "Key"] },
  TransactWriteItems: {
    Put: ["PutItem", "Item"],
    Update: ["UpdateItem", "Key"],
    Delete: ["DeleteItem", "Key"],
    ConditionCheck: ["ConditionCheckItem", "Key"],
  },
};

/** The members of a TransactGetItems or TransactWriteItems; throws `RefusedRequest`. */
export function transactionMembers(
  operation: string,
  input: JsonObject,
): readonly TransactionMember[] {
  const actions = ACTIONS[operation] ?? {};
  return listOf(input, "TransactItems").map((entry) => {
    const [[kind = "", member] = [], ...others] = Object.entries(entry);
    const known = Object.hasOwn(actions, kind) ? actions[kind] : undefined;
    if (known === undefined || others.length > 0 || !isObject(member)) {
      throw unreadable("A member of a transaction must be one known action.");
    }
    const [action, attributesMember] = known;
    return { action, member, attributes: objectOf(member, attributesMember) };
  });
}

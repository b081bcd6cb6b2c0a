import { toItem } from "./client.ts";
import type { Key } from "./keys.ts";
import type { RefusableWrite } from "./refusable.ts";

/**
 * How often an item is referred to, counted on the item itself in the very transactions that make and drop the
 * references. So a delete needs one condition, however many chargers there are.
 */
const COUNTER = "usedBy";

interface Target {
  readonly tableName: string;
  readonly keyOf: (id: string) => Key;
  /** The field of the request that names the target, as a JSON Pointer. */
  readonly pointer: string;
}

/** The members of a transaction that move a reference; none where it stays where it is. */
export function moveReference(
  target: Target,
  before: string | undefined,
  after: string | undefined,
): readonly RefusableWrite[] {
  if (before === after) return [];
  return [
    ...(before === undefined ? [] : [count(target, before, -1)]),
    ...(after === undefined ? [] : [count(target, after, 1)]),
  ];
}

/** The condition under which an item may go. */
export const UNREFERENCED = {
  condition: `(attribute_not_exists(${COUNTER}) OR ${COUNTER} <= :none)`,
  values: { ":none": 0 },
} as const;

function count(target: Target, id: string, by: 1 | -1): RefusableWrite {
  return {
    item: {
      Update: {
        TableName: target.tableName,
        Key: toItem(target.keyOf(id)),
        ConditionExpression: "attribute_exists(pk)",
        UpdateExpression: `ADD ${COUNTER} :by`,
        ExpressionAttributeValues: toItem({ ":by": by }),
      },
    },
    code: "request.invalid",
    message: "The request names something that does not exist.",
    details: { errors: [{ in: "body", pointer: target.pointer, detail: "does not exist" }] },
  };
}

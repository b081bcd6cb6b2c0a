import type { Update } from "@aws-sdk/client-dynamodb";
import { type Actor, stampOver } from "./change-stamp.ts";
import { toItem } from "./client.ts";
import type { Key } from "./keys.ts";

/** Fields to change: a value sets, null removes, undefined leaves alone. */
export type FieldChanges = Readonly<Record<string, unknown>>;

/** An update that is refused unless the item still has the version that was read; the version goes up by one. */
export function versionedUpdate(change: {
  readonly tableName: string;
  readonly key: Key;
  readonly version: number;
  readonly fields: FieldChanges;
  readonly actor: Actor;
  readonly now: string;
}): Update & { UpdateExpression: string } {
  const stamped = { ...change.fields, ...stampOver(change.actor), updatedAt: change.now };
  const names: Record<string, string> = { "#version": "version" };
  const values: Record<string, unknown> = { ":read": change.version, ":next": change.version + 1 };
  const set = ["#version = :next"];
  const remove: string[] = [];
  for (const [index, [field, value]] of Object.entries(stamped).entries()) {
    if (value === undefined) continue;
    names[`#f${index}`] = field;
    if (value === null) {
      remove.push(`#f${index}`);
      continue;
    }
    values[`:f${index}`] = value;
    set.push(`#f${index} = :f${index}`);
  }
  const removal = remove.length > 0 ? ` REMOVE ${remove.join(", ")}` : "";
  return {
    TableName: change.tableName,
    Key: toItem(change.key),
    ConditionExpression: "#version = :read",
    UpdateExpression: `SET ${set.join(", ")}${removal}`,
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: toItem(values),
  };
}

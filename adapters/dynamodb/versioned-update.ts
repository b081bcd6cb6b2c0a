import type { Update } from "@aws-sdk/client-dynamodb";
import { toItem } from "./client.ts";
import type { Key } from "./keys.ts";

/** Who changed an item, in which request; it travels on the item so that the audit can name them. */
export interface Actor {
  readonly subject: string;
  readonly requestId: string;
  /** Where a second person allowed the change. */
  readonly approvalId?: string;
}

/** The attributes that name the actor. */
export function changedBy({ subject, requestId, approvalId }: Actor) {
  return {
    changedBy: subject,
    changeRequestId: requestId,
    ...(approvalId !== undefined && { approvalId }),
  };
}

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
  // The approval of an earlier change says nothing of this one.
  const approvalId = change.actor.approvalId ?? null;
  const actor = { ...changedBy(change.actor), approvalId };
  const stamped = { ...change.fields, ...actor, updatedAt: change.now };
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

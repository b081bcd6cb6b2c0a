import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { DomainError, type DomainErrorCode } from "#domain/errors.ts";
import type { Actor } from "./change-stamp.ts";
import { dynamo, refusedConditions, toItem } from "./client.ts";
import type { Key } from "./keys.ts";
import { UNREFERENCED } from "./references.ts";
import { type RefusableWrite, versionConflict, writeOrRefuse } from "./refusable.ts";
import { versionedUpdate } from "./versioned-update.ts";

/** An item to delete as it was read. */
export interface MarkedDelete {
  readonly tableName: string;
  readonly key: Key;
  readonly version: number;
  readonly actor: Actor;
  readonly now: string;
  /** What else the deletion changes, for example the counts of what the item referred to. */
  readonly alsoWrite?: readonly RefusableWrite[];
  /** The refusal where other items still refer to this one. */
  readonly whenReferenced?: { readonly code: DomainErrorCode; readonly message: string };
}

/**
 * Deletes an item in two steps: the first names who deletes it, so that the table's stream carries an actor with the
 * removal. Throws `version.conflict` when the item changed since it was read, `whenReferenced` when it is in use.
 */
export async function deleteMarked(deletion: MarkedDelete): Promise<void> {
  await mark(deletion);
  const { tableName, key, version, whenReferenced } = deletion;
  const removal = {
    Delete: {
      TableName: tableName,
      Key: toItem(key),
      ConditionExpression: unlessReferenced("#version = :marked", deletion),
      ExpressionAttributeNames: { "#version": "version" },
      ExpressionAttributeValues: toItem({
        ":marked": version + 1,
        ...(whenReferenced && UNREFERENCED.values),
      }),
    },
  };
  const refusable = whenReferenced
    ? { item: removal, ...whenReferenced }
    : versionConflict(removal);
  await writeOrRefuse([refusable, ...(deletion.alsoWrite ?? [])]);
}

async function mark(deletion: MarkedDelete): Promise<void> {
  const update = versionedUpdate({ ...deletion, fields: { deletedAt: deletion.now } });
  try {
    await dynamo.send(
      new UpdateItemCommand({
        ...update,
        ConditionExpression: unlessReferenced("#version = :read", deletion),
        ExpressionAttributeValues: {
          ...update.ExpressionAttributeValues,
          ...(deletion.whenReferenced && toItem(UNREFERENCED.values)),
        },
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
  } catch (error) {
    if (!refusedConditions(error)) throw error;
    const stored = (error as { Item?: Record<string, { N?: string }> }).Item?.["version"]?.N;
    const isReferenced = stored === String(deletion.version);
    if (isReferenced && deletion.whenReferenced) {
      throw new DomainError(deletion.whenReferenced.code, deletion.whenReferenced.message);
    }
    throw new DomainError("version.conflict", "It was changed by somebody else since you read it.");
  }
}

function unlessReferenced(condition: string, { whenReferenced }: MarkedDelete): string {
  return whenReferenced ? `${condition} AND ${UNREFERENCED.condition}` : condition;
}

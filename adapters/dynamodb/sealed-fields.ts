import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { kindOf } from "#domain/privacy/data-map.ts";
import { type Actor, changedBy } from "./change-stamp.ts";
import { dynamo, type Item, refusedConditions, toItem } from "./client.ts";

/** One sealed text of an item. */
export interface SealedField {
  /** The attribute that it was sealed for. */
  readonly attribute: string;
  /** Where it stands: the attribute itself, or a member of it. */
  readonly path: readonly string[];
  readonly text: string;
}

/** The sealed texts of an item, in the attributes that the data map declares as sealed. */
export function sealedFieldsOf(table: string, item: Item): readonly SealedField[] {
  const names = kindOf(table, item["sk"]?.S ?? "")?.attributes.sealed ?? [];
  return names.flatMap((attribute) => {
    const value = item[attribute];
    if (value?.S !== undefined) return [{ attribute, path: [attribute], text: value.S }];
    return Object.entries(value?.M ?? {}).flatMap(([member, inner]) =>
      inner.S === undefined ? [] : [{ attribute, path: [attribute, member], text: inner.S }],
    );
  });
}

/**
 * Puts other sealed texts in place of those that were read, and says who did; false where one of them is not there any
 * more as it was read. What the item means is the same, so its version is.
 */
export async function replaceSealed(
  tableName: string,
  { pk, sk }: Item,
  replaced: readonly (SealedField & { readonly by: string })[],
  actor: Actor,
): Promise<boolean> {
  if (!pk || !sk) throw new Error("an item has no primary key");
  const names: Record<string, string> = {};
  const values: Record<string, string> = {};
  const set: string[] = [];
  const unchanged: string[] = [];
  for (const [index, { path, text, by }] of replaced.entries()) {
    const place = path.map((name, depth) => {
      names[`#f${index}${depth}`] = name;
      return `#f${index}${depth}`;
    });
    values[`:old${index}`] = text;
    values[`:new${index}`] = by;
    set.push(`${place.join(".")} = :new${index}`);
    unchanged.push(`${place.join(".")} = :old${index}`);
  }
  const { changedBy: who, changeRequestId } = changedBy(actor);
  try {
    await dynamo.send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: { pk, sk },
        ConditionExpression: unchanged.join(" AND "),
        UpdateExpression: `SET ${set.join(", ")}, changedBy = :by, changeRequestId = :request`,
        ExpressionAttributeNames: names,
        ExpressionAttributeValues: toItem({ ...values, ":by": who, ":request": changeRequestId }),
      }),
    );
    return true;
  } catch (error) {
    if (!refusedConditions(error)) throw error;
    return false;
  }
}

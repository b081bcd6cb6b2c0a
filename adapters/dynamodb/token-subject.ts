import { DeleteItemCommand, GetItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { type Actor, stampedUpdate } from "./change-stamp.ts";
import { dynamo, fromItem, refusedConditions, toItem } from "./client.ts";
import { keys } from "./keys.ts";

/** Whose key seals what is personal of a token; undefined where it is gone. */
export async function tokenSubject(
  chargingTable: string,
  operatorId: string,
  tokenRef: string,
): Promise<string | undefined> {
  const { Item } = await dynamo.send(
    new GetItemCommand({
      TableName: chargingTable,
      Key: toItem(keys.token(operatorId, tokenRef)),
      ConsistentRead: true,
    }),
  );
  return Item && fromItem<{ readonly subjectId?: string }>(Item).subjectId;
}

/** Deletes an erased driver's token without reading what is sealed in it. Names its actor first; safe to repeat. */
export async function eraseToken(
  chargingTable: string,
  token: { readonly operatorId: string; readonly driverId: string; readonly tokenRef: string },
  actor: Actor,
  now: string,
): Promise<void> {
  const Key = toItem(keys.token(token.operatorId, token.tokenRef));
  const stamp = stampedUpdate(actor, { set: ["deletedAt = :now"] });
  const values = { ...stamp.values, ":driver": token.driverId, ":now": now };
  try {
    await dynamo.send(
      new UpdateItemCommand({
        TableName: chargingTable,
        Key,
        ConditionExpression: "driverId = :driver",
        UpdateExpression: stamp.expression,
        ExpressionAttributeValues: toItem(values),
      }),
    );
    await dynamo.send(
      new DeleteItemCommand({
        TableName: chargingTable,
        Key,
        ConditionExpression: "driverId = :driver",
        ExpressionAttributeValues: toItem({ ":driver": token.driverId }),
      }),
    );
  } catch (error) {
    // It is gone already, or somebody else's by now.
    if (!refusedConditions(error)) throw error;
  }
}

import { GetItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { AdHocAttempt } from "#domain/adhoc/attempt.ts";
import type { Sealer } from "#domain/privacy/sealer.ts";
import { type Actor, stampedUpdate } from "./change-stamp.ts";
import { dynamo, fromItem, refusedConditions, toItem } from "./client.ts";
import type { GuestFields } from "./guest-store.ts";
import { keys } from "./keys.ts";

type Whose = Pick<AdHocAttempt, "operatorId" | "attemptId">;

/** What a driver without an account said of themselves, as far as it is still kept. */
export async function readGuest(
  peopleTable: string,
  { operatorId, attemptId }: Whose,
  sealer: Sealer,
): Promise<GuestFields> {
  const key = keys.guest(operatorId, attemptId);
  const { Item } = await dynamo.send(
    new GetItemCommand({ TableName: peopleTable, Key: toItem(key), ConsistentRead: true }),
  );
  if (!Item) return {};
  const { subjectId, plate, receiptEmail } = fromItem<GuestFields & { readonly subjectId: string }>(
    Item,
  );
  const open = async (attribute: string, sealed: string) => {
    const place = { table: "People", ...key, attribute };
    return [
      attribute,
      await sealer.open({ subjectId, purpose: "contact" }, place, sealed),
    ] as const;
  };
  return Object.fromEntries(
    await Promise.all([
      ...(plate === undefined ? [] : [open("plate", plate)]),
      ...(receiptEmail === undefined ? [] : [open("receiptEmail", receiptEmail)]),
    ]),
  );
}

/** Deletes the address of a receipt, whose purpose is over. */
export async function forgetReceiptEmail(
  peopleTable: string,
  { operatorId, attemptId }: Whose,
  actor: Actor,
): Promise<void> {
  const { expression, values } = stampedUpdate(actor, { remove: ["receiptEmail"] });
  try {
    await dynamo.send(
      new UpdateItemCommand({
        TableName: peopleTable,
        Key: toItem(keys.guest(operatorId, attemptId)),
        ConditionExpression: "attribute_exists(receiptEmail)",
        UpdateExpression: expression,
        ExpressionAttributeValues: toItem(values),
      }),
    );
  } catch (error) {
    if (!refusedConditions(error)) throw error;
  }
}

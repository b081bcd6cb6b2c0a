import {
  GetItemCommand,
  type TransactWriteItem,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import type { AdHocAttempt } from "#domain/adhoc/attempt.ts";
import { dynamo, fromItem, refusedConditions, toItem, ttlAfter } from "./client.ts";
import { keys } from "./keys.ts";

/** Far longer than any provider takes a token, so that ours is not the weaker memory. */
const KEPT_SECONDS = 30 * 86_400;

interface StoredToken {
  readonly attemptId: string;
  readonly sealedToken?: string;
  readonly claimedAt?: string;
}

/** A token is taken by the attempt that brought it, once for ever. */
export function takeToken(
  chargingTable: string,
  attempt: AdHocAttempt & { readonly tokenHash: string },
  sealedToken: string,
): TransactWriteItem {
  const { operatorId, attemptId, tokenHash, requestedAt } = attempt;
  return {
    Put: {
      TableName: chargingTable,
      Item: toItem({
        ...keys.adhocToken(operatorId, tokenHash),
        operatorId,
        attemptId,
        sealedToken,
        ttl: ttlAfter(requestedAt, KEPT_SECONDS),
      }),
      ConditionExpression: "attribute_not_exists(pk)",
    },
  };
}

/** What is kept of the token of an attempt; undefined where it was another one's. */
export async function findToken(
  chargingTable: string,
  { operatorId, attemptId, tokenHash }: AdHocAttempt,
): Promise<StoredToken | undefined> {
  if (tokenHash === undefined) return undefined;
  const { Item } = await dynamo.send(
    new GetItemCommand({
      TableName: chargingTable,
      Key: toItem(keys.adhocToken(operatorId, tokenHash)),
      ConsistentRead: true,
    }),
  );
  const stored = Item && fromItem<StoredToken>(Item);
  return stored?.attemptId === attemptId ? stored : undefined;
}

/** Takes the right to ask about a token; gives when somebody took it before, or undefined where it is ours now. */
export async function claimToken(
  chargingTable: string,
  attempt: AdHocAttempt,
  now: string,
): Promise<string | undefined> {
  const { operatorId, attemptId, tokenHash = "" } = attempt;
  try {
    await dynamo.send(
      new UpdateItemCommand({
        TableName: chargingTable,
        Key: toItem(keys.adhocToken(operatorId, tokenHash)),
        ConditionExpression: "attemptId = :attemptId AND attribute_not_exists(claimedAt)",
        UpdateExpression: "SET claimedAt = :now",
        ExpressionAttributeValues: toItem({ ":attemptId": attemptId, ":now": now }),
      }),
    );
    return undefined;
  } catch (error) {
    if (!refusedConditions(error)) throw error;
    const stored = await findToken(chargingTable, attempt);
    // A token that is not there was never ours to ask about: as long ago as can be.
    return stored?.claimedAt ?? new Date(0).toISOString();
  }
}

/** Writes the verdict to the token and drops the token itself; refused where there was a verdict. */
export function settleToken(
  chargingTable: string,
  { operatorId, attemptId, tokenHash, verdict }: AdHocAttempt,
): readonly TransactWriteItem[] {
  if (tokenHash === undefined || !verdict) return [];
  return [
    {
      Update: {
        TableName: chargingTable,
        Key: toItem(keys.adhocToken(operatorId, tokenHash)),
        ConditionExpression: "attemptId = :attemptId AND attribute_not_exists(outcome)",
        UpdateExpression: "SET outcome = :outcome REMOVE sealedToken",
        ExpressionAttributeValues: toItem({
          ":attemptId": attemptId,
          ":outcome": verdict.outcome,
        }),
      },
    },
  ];
}

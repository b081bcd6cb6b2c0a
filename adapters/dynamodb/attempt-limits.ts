import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { type LimitKind, limitWindow } from "#domain/adhoc/limits.ts";
import { DomainError } from "#domain/errors.ts";
import type { PaymentAddress } from "#domain/payments/ports.ts";
import { dynamo, refusedConditions, toItem, ttlAfter } from "./client.ts";
import { keyDigest, keys } from "./keys.ts";

const KEPT_SECONDS = 86_400;

/** Who or what attempts are counted of. Of what is personal, `value` is a digest that changes daily. */
export interface Limited {
  readonly kind: LimitKind;
  readonly value: string;
}

/** Counts an attempt of each. Throws `adhoc.too-many` where one had all that it may; that attempt is not counted of it. */
export async function countAttempt(
  chargingTable: string,
  operatorId: string,
  limited: readonly Limited[],
  now: string,
): Promise<void> {
  const waits = await Promise.all(
    limited.map((one) => countOne(chargingTable, operatorId, one, now)),
  );
  const retryAfterSeconds = Math.max(0, ...waits);
  if (retryAfterSeconds === 0) return;
  throw new DomainError("adhoc.too-many", "Too many attempts. Try again later.", {
    retryAfterSeconds,
  });
}

/** Counts a payment of a card, once however often it is asked; false where the card had all that it may. */
export async function admitsCard(
  chargingTable: string,
  { operatorId, paymentId }: PaymentAddress,
  cardFingerprint: string,
  now: string,
): Promise<boolean> {
  const { most, windowSeconds, startsAt } = limitWindow("card", now);
  try {
    await dynamo.send(
      new UpdateItemCommand({
        TableName: chargingTable,
        Key: toItem(keys.adhocLimit(operatorId, keyDigest("card", cardFingerprint), startsAt)),
        ConditionExpression:
          "attribute_not_exists(paymentIds) OR size(paymentIds) < :most OR contains(paymentIds, :id)",
        UpdateExpression: "SET #ttl = :ttl ADD paymentIds :ids",
        ExpressionAttributeNames: { "#ttl": "ttl" },
        ExpressionAttributeValues: toItem({
          ":most": most,
          ":id": paymentId,
          ":ids": new Set([paymentId]),
          ":ttl": ttlAfter(startsAt, windowSeconds + KEPT_SECONDS),
        }),
      }),
    );
    return true;
  } catch (error) {
    if (!refusedConditions(error)) throw error;
    return false;
  }
}

/** Seconds to wait; 0 where it was counted. */
async function countOne(
  chargingTable: string,
  operatorId: string,
  { kind, value }: Limited,
  now: string,
): Promise<number> {
  const { most, windowSeconds, startsAt, secondsLeft } = limitWindow(kind, now);
  try {
    await dynamo.send(
      new UpdateItemCommand({
        TableName: chargingTable,
        Key: toItem(keys.adhocLimit(operatorId, keyDigest(kind, value), startsAt)),
        ConditionExpression: "attribute_not_exists(attempts) OR attempts < :most",
        UpdateExpression: "SET #ttl = :ttl ADD attempts :one",
        ExpressionAttributeNames: { "#ttl": "ttl" },
        ExpressionAttributeValues: toItem({
          ":most": most,
          ":one": 1,
          ":ttl": ttlAfter(startsAt, windowSeconds + KEPT_SECONDS),
        }),
      }),
    );
    return 0;
  } catch (error) {
    if (!refusedConditions(error)) throw error;
    return secondsLeft;
  }
}

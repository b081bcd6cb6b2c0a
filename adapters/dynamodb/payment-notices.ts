import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { dynamo, refusedConditions, toItem, ttlAfter } from "./client.ts";
import { keyDigest, keys } from "./keys.ts";

/** Stripe sends a notice for three days; nobody repeats one for longer. */
const KEPT_SECONDS = 30 * 86_400;

/** A notice of the payment service, as the table's stream shows it. */
export interface PaymentNotice {
  readonly operatorId: string;
  readonly paymentId: string;
  readonly receivedAt: string;
}

/** Keeps a notice, which wakes its payment; false where it came before. */
export async function keepNotice(
  paymentsTable: string,
  { eventId, ...notice }: PaymentNotice & { readonly eventId: string },
): Promise<boolean> {
  const { operatorId, paymentId, receivedAt } = notice;
  try {
    // An update that only creates: so its writer needs no right to put or delete.
    await dynamo.send(
      new UpdateItemCommand({
        TableName: paymentsTable,
        Key: toItem(keys.paymentNotice(operatorId, keyDigest(eventId))),
        ConditionExpression: "attribute_not_exists(pk)",
        UpdateExpression:
          "SET operatorId = :operatorId, paymentId = :paymentId, receivedAt = :receivedAt, #ttl = :ttl",
        ExpressionAttributeNames: { "#ttl": "ttl" },
        ExpressionAttributeValues: toItem({
          ":operatorId": operatorId,
          ":paymentId": paymentId,
          ":receivedAt": receivedAt,
          ":ttl": ttlAfter(receivedAt, KEPT_SECONDS),
        }),
      }),
    );
    return true;
  } catch (error) {
    if (!refusedConditions(error)) throw error;
    return false;
  }
}

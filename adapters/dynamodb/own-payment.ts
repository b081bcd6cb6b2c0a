import { GetItemCommand, QueryCommand } from "@aws-sdk/client-dynamodb";
import type { ReadingsToKeep } from "#domain/charging/ports.ts";
import type { MeterReading, Session } from "#domain/charging/session.ts";
import type { Payment } from "#domain/payments/payment.ts";
import { dynamo, fromItem, type Item, toItem } from "./client.ts";
import { type Key, keys, sessionPartition } from "./keys.ts";
import { paymentOf } from "./payment-store.ts";

/** The payment of an attempt, for its own driver; undefined until there is one. */
export async function findOwnPayment(
  paymentsTable: string,
  operatorId: string,
  paymentId: string,
): Promise<Payment | undefined> {
  const item = await read(paymentsTable, keys.payment(operatorId, paymentId));
  return item && paymentOf(item);
}

/** The session of an attempt, for its own driver. */
export async function findOwnSession(
  chargingTable: string,
  operatorId: string,
  sessionId: string,
): Promise<Session | undefined> {
  const item = await read(chargingTable, keys.session(operatorId, sessionId));
  return item && fromItem<Session>(item);
}

/** All that the meter said of a session, page by page. */
export async function ownReadings(
  chargingTable: string,
  operatorId: string,
  sessionId: string,
): Promise<readonly MeterReading[]> {
  const readings: MeterReading[] = [];
  let from: Item | undefined;
  do {
    const page = await dynamo.send(
      new QueryCommand({
        TableName: chargingTable,
        KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
        ExpressionAttributeValues: toItem({
          ":pk": sessionPartition(operatorId, sessionId),
          ":prefix": "METER#",
        }),
        ...(from && { ExclusiveStartKey: from }),
      }),
    );
    for (const item of page.Items ?? []) readings.push(...fromItem<ReadingsToKeep>(item).readings);
    from = page.LastEvaluatedKey;
  } while (from);
  return readings;
}

async function read(tableName: string, key: Key): Promise<Item | undefined> {
  const { Item } = await dynamo.send(
    new GetItemCommand({ TableName: tableName, Key: toItem(key), ConsistentRead: true }),
  );
  return Item;
}

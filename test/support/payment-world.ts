import { randomBytes } from "node:crypto";
import { DynamoDBClient, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { fromItem, toItem } from "#adapters/dynamodb/client.ts";
import { keys } from "#adapters/dynamodb/keys.ts";
import type { AdHocAttempt } from "#domain/adhoc/attempt.ts";
import { COMMAND_ID_RANDOM_BYTES, newCommandId } from "#domain/commands/command-id.ts";
import type { Payment } from "#domain/payments/payment.ts";
import type { Platform } from "#local/platform.ts";
import { adHocAttempt } from "./adhoc.ts";

const PLACE = {
  region: "eu-west-1",
  credentials: { accessKeyId: "local", secretAccessKey: "local" },
};

/** Drivers without an account, as the gate lets them through, and what they do at the payment service. */
export function paymentWorld({ endpoints, environment }: Platform) {
  const database = new DynamoDBClient({ ...PLACE, endpoint: endpoints.dynamoDb });
  const bus = new EventBridgeClient({ ...PLACE, endpoint: endpoints.eventBridge });
  const read = async <T>(table: string, key: object): Promise<T | undefined> => {
    const TableName = environment[table];
    const { Item } = await database.send(new GetItemCommand({ TableName, Key: toItem(key) }));
    return Item && fromItem<T>(Item);
  };
  const tell = async (type: string, { operatorId, attemptId, chargerId, siteId }: AdHocAttempt) => {
    const occurredAt = new Date().toISOString();
    const ids = { operatorId, attemptId, chargerId, siteId };
    const detail = { type, eventId: `${type}-${attemptId}`, v: 1, occurredAt, ...ids };
    const entry = { Source: "chargeward", DetailType: type, Detail: JSON.stringify(detail) };
    await bus.send(
      new PutEventsCommand({ Entries: [{ ...entry, EventBusName: environment["EVENT_BUS"] }] }),
    );
  };
  return {
    tell,
    payment: ({ operatorId, attemptId }: AdHocAttempt) =>
      read<Payment>("PAYMENTS_TABLE", keys.payment(operatorId, attemptId)),
    attempt: ({ operatorId, attemptId }: AdHocAttempt) =>
      read<AdHocAttempt>("CHARGING_TABLE", keys.adhocAttempt(operatorId, attemptId)),

    /** An attempt that the gate has just let through. */
    async clear(changed: Partial<AdHocAttempt>): Promise<AdHocAttempt> {
      const now = new Date();
      const attempt = adHocAttempt({
        attemptId: newCommandId(now.getTime(), randomBytes(COMMAND_ID_RANDOM_BYTES)),
        state: "cleared",
        stateSince: now.toISOString(),
        requestedAt: now.toISOString(),
        ...changed,
      });
      const { operatorId, attemptId } = attempt;
      await database.send(
        new PutItemCommand({
          TableName: environment["CHARGING_TABLE"],
          Item: toItem({ ...keys.adhocAttempt(operatorId, attemptId), ...attempt }),
        }),
      );
      await tell("AdHocSessionCleared", attempt);
      return attempt;
    },

    /** Pays as a browser does that was led to the page; gives the status. */
    async pay(url: string, card = "works"): Promise<number> {
      const body = new URLSearchParams({ card });
      const response = await fetch(url, { method: "POST", body, redirect: "manual" });
      await response.arrayBuffer();
      return response.status;
    },

    /** Tells the payment service what to do wrong. */
    async faults(wanted: object): Promise<void> {
      const url = `${endpoints.publicUrl}/psp/faults`;
      await fetch(url, { method: "POST", body: JSON.stringify(wanted) });
    },
  };
}

import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { ReportedEventStore } from "#domain/fleet/report-security-event.ts";
import { dynamo, toItem, ttlAfter } from "./client.ts";
import { keyDigest, keys } from "./keys.ts";

const KEPT_SECONDS = 400 * 86_400;

/** The security events that chargers report; the same event lands on the same key. */
export function reportedEventStore(securityTable: string): ReportedEventStore {
  return {
    async append(event) {
      const { operatorId, chargerId, type, timestamp, techInfo, occurredAt, receivedAt } = event;
      const digest = keyDigest(type, timestamp, techInfo ?? "");
      await dynamo.send(
        new PutItemCommand({
          TableName: securityTable,
          Item: toItem({
            ...keys.reportedEvent(operatorId, chargerId, occurredAt, digest),
            ...event,
            ttl: ttlAfter(receivedAt, KEPT_SECONDS),
          }),
        }),
      );
    },
  };
}

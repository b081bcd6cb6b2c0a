import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { ReportedEventStore } from "#domain/fleet/report-security-event.ts";
import { OPERATOR_SUBJECT, type SealerOf } from "#domain/privacy/sealer.ts";
import { dynamo, toItem, ttlAfter } from "./client.ts";
import { keyDigest, keys } from "./keys.ts";

const KEPT_SECONDS = 400 * 86_400;
const KEY = { subjectId: OPERATOR_SUBJECT, purpose: "raw-message" } as const;

export interface ReportedEventPorts {
  readonly sealerOf: SealerOf;
  /** A keyed fingerprint of a text: a plain digest of what a charger says could be tried out. */
  readonly fingerprintOf: (operatorId: string, text: string) => Promise<string>;
}

/**
 * The security events that chargers report; the same event lands on the same key. What a charger says in its own words
 * is sealed: it may tell whose card it was.
 */
export function reportedEventStore(
  securityTable: string,
  { sealerOf, fingerprintOf }: ReportedEventPorts,
): ReportedEventStore {
  return {
    async append({ techInfo, ...event }) {
      const { operatorId, chargerId, type, timestamp, occurredAt, receivedAt } = event;
      const said = techInfo === undefined ? "" : await fingerprintOf(operatorId, techInfo);
      const digest = keyDigest(type, timestamp, said);
      const key = keys.reportedEvent(operatorId, chargerId, occurredAt, digest);
      const place = { table: "Security", ...key, attribute: "techInfo" };
      await dynamo.send(
        new PutItemCommand({
          TableName: securityTable,
          Item: toItem({
            ...key,
            ...event,
            ...(techInfo !== undefined && {
              techInfo: await sealerOf(event).seal(KEY, place, techInfo),
            }),
            ttl: ttlAfter(receivedAt, KEPT_SECONDS),
          }),
        }),
      );
    },
  };
}

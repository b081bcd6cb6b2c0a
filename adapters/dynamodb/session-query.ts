import { GetItemCommand, QueryCommand } from "@aws-sdk/client-dynamodb";
import { includesSite, type Sites } from "#domain/access/effective-permissions.ts";
import type { ReadingsToKeep } from "#domain/charging/ports.ts";
import type { MeterReading, Session } from "#domain/charging/session.ts";
import { DomainError } from "#domain/errors.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { dynamo, fromItem, type Item, toItem } from "./client.ts";
import { keys, sessionPartition } from "./keys.ts";
import { type Page, queryPage, readIndexed } from "./list-page.ts";
import { entriesQuery, placeOf, type SessionFilter } from "./session-index.ts";

/** How many index pages one request may look through for sessions that pass a filter. */
const ROUNDS = 5;
/** A session's last messages: enough to say what it has come to so far. */
const LAST_MESSAGES = 10;
const METER = "METER#";

/** An operator's sessions on `sites` and what their meters said, for reading. Throws `session.not-found`. */
export function sessionQuery(
  tenant: TenantContext,
  chargingTable: string,
  sites: Sites = tenant.sites,
) {
  const { operatorId } = tenant;

  const readingsOf = (sessionId: string) => ({
    TableName: chargingTable,
    KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
    ExpressionAttributeValues: toItem({
      ":pk": sessionPartition(operatorId, sessionId),
      ":prefix": METER,
    }),
  });

  return {
    async find(sessionId: string): Promise<Session> {
      const { Item } = await dynamo.send(
        new GetItemCommand({
          TableName: chargingTable,
          Key: toItem(keys.session(operatorId, sessionId)),
          ConsistentRead: true,
        }),
      );
      const session = Item && fromItem<Session>(Item);
      if (session && includesSite(sites, session.siteId)) return session;
      throw new DomainError("session.not-found", "There is no such session.");
    },

    /** Newest first. A page may be short though there are more, where few of many sessions pass the filter. */
    async list(filter: SessionFilter, limit: number, after?: string): Promise<Page<Session>> {
      const found: Session[] = [];
      let place = after;
      for (let round = 0; round < ROUNDS; round++) {
        const wanted = limit - found.length;
        const { items: entries, hasMore } = await queryPage({
          TableName: chargingTable,
          ...entriesQuery(operatorId, filter, place),
          Limit: wanted,
        });
        const items = await readIndexed(chargingTable, entries);
        const sessions = items.map((item) => fromItem<Session>(item));
        const isWanted = ({ state, siteId }: Session) =>
          (filter.state ?? state) === state && includesSite(sites, siteId);
        found.push(...sessions.filter(isWanted));
        const last = entries.at(-1);
        if (!hasMore || !last) return { items: found };
        place = placeOf(last);
        if (found.length === limit) break;
      }
      return { items: found, ...(place !== undefined && { after: place }) };
    },

    /** The newest messages of a session, for what it has come to so far. */
    async latestReadings(sessionId: string): Promise<readonly MeterReading[]> {
      const { Items = [] } = await dynamo.send(
        new QueryCommand({
          ...readingsOf(sessionId),
          ScanIndexForward: false,
          Limit: LAST_MESSAGES,
        }),
      );
      return Items.toReversed().flatMap(readingsIn);
    },

    async allReadings(sessionId: string): Promise<readonly MeterReading[]> {
      const readings: MeterReading[] = [];
      let from: Item | undefined;
      do {
        const page = await dynamo.send(
          new QueryCommand({
            ...readingsOf(sessionId),
            ...(from && { ExclusiveStartKey: from }),
          }),
        );
        readings.push(...(page.Items ?? []).flatMap(readingsIn));
        from = page.LastEvaluatedKey;
      } while (from);
      return readings;
    },

    /** Messages in the order of time; `limit` counts messages, each of which may carry several readings. */
    async readings(sessionId: string, limit: number, after?: string): Promise<Page<MeterReading>> {
      const { items, hasMore } = await queryPage({
        ...readingsOf(sessionId),
        Limit: limit,
        ...(after !== undefined && {
          ExclusiveStartKey: toItem({
            pk: sessionPartition(operatorId, sessionId),
            sk: `${METER}${after}`,
          }),
        }),
      });
      const last = items.at(-1)?.["sk"]?.S?.slice(METER.length);
      return {
        items: items.flatMap(readingsIn),
        ...(hasMore && last !== undefined && { after: last }),
      };
    },
  };
}

function readingsIn(item: Item): readonly MeterReading[] {
  return fromItem<Pick<ReadingsToKeep, "readings">>(item).readings;
}

import type { TransactWriteItem, Update } from "@aws-sdk/client-dynamodb";
import type { ConnectionBinding } from "#domain/fleet/charger.ts";
import {
  type DeviationCount,
  type DeviationDays,
  type DeviationLog,
  deviationKey,
} from "#domain/fleet/deviation.ts";
import { toItem, ttlAfter } from "./client.ts";
import { keys } from "./keys.ts";
import { transact } from "./transact.ts";

const KEPT_SECONDS = 400 * 86_400;
/** More kinds in more actions than a charger has that somebody can still repair; keeps its item small. */
const SUMMARISED_AT_MOST = 60;

/**
 * Deviations of the Fleet table: an item for each, and the last day of each kind on the charger's own item, in one
 * transaction, on condition that the socket is the charger's current one.
 */
export function deviationStore(fleetTable: string): DeviationLog {
  return {
    async record(caller, counts, seenAt) {
      const day = seenAt.slice(0, "2026-01-01".length);
      const days = Object.fromEntries(counts.map((count) => [deviationKey(count), day]));
      const items = counts.map((count) => deviationItem(fleetTable, caller, count, seenAt));
      const write = async (change: Change) =>
        (await transact([chargerItem(fleetTable, caller, change), ...items])) === undefined;
      // The first deviation of a charger meets no summary. Who is refused twice has a newer socket, or is past counting.
      if (!(await write(daysAdded(days)))) await write(daysBegun(days));
    },
  };
}

interface Change {
  readonly expression: string;
  readonly condition: string;
  readonly names: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, unknown>>;
}

function daysAdded(days: DeviationDays): Change {
  const entries = Object.entries(days);
  return {
    expression: `SET ${entries.map((_, at) => `deviationDays.#k${at} = :d${at}`).join(", ")}`,
    condition: "size(deviationDays) < :atMost",
    names: Object.fromEntries(entries.map(([key], at) => [`#k${at}`, key])),
    values: {
      ":atMost": SUMMARISED_AT_MOST,
      ...Object.fromEntries(entries.map(([, day], at) => [`:d${at}`, day])),
    },
  };
}

function daysBegun(days: DeviationDays): Change {
  return {
    expression: "SET deviationDays = :days",
    condition: "attribute_not_exists(deviationDays)",
    names: {},
    values: { ":days": days },
  };
}

function chargerItem(
  TableName: string,
  caller: ConnectionBinding,
  { expression, condition, names, values }: Change,
): TransactWriteItem {
  return {
    Update: {
      TableName,
      Key: toItem(keys.charger(caller.operatorId, caller.chargerId)),
      ConditionExpression: `#connection.connectionId = :connectionId AND epoch = :epoch AND ${condition}`,
      UpdateExpression: expression,
      ExpressionAttributeNames: { "#connection": "connection", ...names },
      ExpressionAttributeValues: toItem({
        ":connectionId": caller.connectionId,
        ":epoch": caller.epoch,
        ...values,
      }),
    } satisfies Update,
  };
}

function deviationItem(
  TableName: string,
  { operatorId, chargerId }: ConnectionBinding,
  { action, kind, path, sent, times }: DeviationCount,
  at: string,
): TransactWriteItem {
  return {
    Update: {
      TableName,
      Key: toItem(keys.deviation(operatorId, chargerId, { action, kind, path })),
      UpdateExpression:
        "SET firstSeenAt = if_not_exists(firstSeenAt, :at), lastSeenAt = :at, sent = :sent, " +
        "#action = :action, kind = :kind, #path = :path, #ttl = :ttl ADD #count :times",
      ExpressionAttributeNames: {
        "#action": "action",
        "#path": "path",
        "#ttl": "ttl",
        "#count": "count",
      },
      ExpressionAttributeValues: toItem({
        ":at": at,
        ":sent": sent,
        ":action": action,
        ":kind": kind,
        ":path": path,
        ":ttl": ttlAfter(at, KEPT_SECONDS),
        ":times": times,
      }),
    } satisfies Update,
  };
}

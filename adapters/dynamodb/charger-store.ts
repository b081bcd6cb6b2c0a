import { ConditionalCheckFailedException, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { DomainError } from "#domain/errors.ts";
import type { Charger, ConnectionBinding } from "#domain/fleet/charger.ts";
import type { ChargerReports } from "#domain/fleet/charger-reports.ts";
import { dynamo, fromItem, toItem } from "./client.ts";
import { keys } from "./keys.ts";

/** Far more than any charger has; keeps a charger from filling its item until nothing more can be written to it. */
const CONNECTORS_AT_MOST = 128;

interface Change {
  readonly set?: string;
  readonly condition?: string;
  readonly names?: Readonly<Record<string, string>>;
  readonly values?: Readonly<Record<string, unknown>>;
}

/** What chargers report of themselves, on their items: one conditional write a report. */
export function chargerStore(fleetTable: string): ChargerReports {
  async function write(caller: ConnectionBinding, seenAt: string, change: Change): Promise<void> {
    const isCurrent = "#connection.connectionId = :connectionId AND epoch = :epoch";
    try {
      await dynamo.send(
        new UpdateItemCommand({
          TableName: fleetTable,
          Key: toItem(keys.charger(caller.operatorId, caller.chargerId)),
          ConditionExpression: change.condition
            ? `${isCurrent} AND ${change.condition}`
            : isCurrent,
          UpdateExpression: ["SET lastSeenAt = :seenAt", change.set].filter(Boolean).join(", "),
          ExpressionAttributeNames: { "#connection": "connection", ...change.names },
          ExpressionAttributeValues: toItem({
            ":connectionId": caller.connectionId,
            ":epoch": caller.epoch,
            ":seenAt": seenAt,
            ...change.values,
          }),
          ...(change.condition && { ReturnValuesOnConditionCheckFailure: "ALL_OLD" }),
        }),
      );
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) throw refusal(caller, error);
      throw error;
    }
  }

  return {
    recordSeen: (caller, seenAt) => write(caller, seenAt, {}),

    recordBoot: (caller, boot) =>
      write(caller, boot.bootedAt, {
        set: "#boot = :boot",
        names: { "#boot": "boot" },
        values: { ":boot": boot },
      }),

    recordTask: (caller, task, status) =>
      write(caller, status.reportedAt, {
        set: "#task = :status",
        names: { "#task": task },
        values: { ":status": status },
      }),

    recordConnector: (caller, key, connector) =>
      write(caller, connector.reportedAt, {
        set: "connectors.#key = :connector",
        condition: "(attribute_exists(connectors.#key) OR size(connectors) < :atMost)",
        names: { "#key": key },
        values: { ":connector": connector, ":atMost": CONNECTORS_AT_MOST },
      }),
  };
}

/** Which part of the condition refused: the stored item tells, where it was asked for. */
function refusal(caller: ConnectionBinding, error: ConditionalCheckFailedException): DomainError {
  const stored = error.Item && fromItem<Partial<Charger>>(error.Item);
  const isCurrent =
    stored?.connection?.connectionId === caller.connectionId && stored.epoch === caller.epoch;
  return isCurrent
    ? new DomainError("request.invalid", "the charger names too many connectors")
    : new DomainError("connection.not-current", "the socket is not the charger's current one");
}

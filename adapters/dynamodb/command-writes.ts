import type { QueryCommandInput, TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { type ChargerAddress, type Command, isFinal } from "#domain/commands/command.ts";
import type { SealerOf } from "#domain/privacy/sealer.ts";
import { toItem } from "./client.ts";
import { commandToItem } from "./command-item.ts";
import { jobAnswered, jobWithCommand } from "./job-item.ts";
import { chargerPartition, type Key, keys } from "./keys.ts";

/** Sorts before every place (`PENDING#…`), so that one query of one item finds it first. */
const OUTSTANDING = "OUTSTANDING";
/** Sorts behind every place. */
const BEHIND_ALL_PLACES = "PENDING$";

const outstandingKey = ({ operatorId, chargerId }: ChargerAddress): Key => ({
  pk: chargerPartition(operatorId, chargerId),
  sk: OUTSTANDING,
});

/** That a command is still as it was read. One that was sent again meanwhile is another matter, though its state is the same. */
function stillIn({ sentAt, sentTo }: Command, state: Command["state"]) {
  const sending = Object.entries({ sentAt, sentTo }).filter(
    ([, value]) => state === "sent" && value !== undefined,
  );
  const conditions = sending.map(([name]) => `${name} = :${name}`);
  const values = sending.map(([name, value]) => [`:${name}`, value]);
  return {
    ConditionExpression: ["#state = :state", ...conditions].join(" AND "),
    ExpressionAttributeNames: { "#state": "state" },
    ExpressionAttributeValues: toItem({ ":state": state, ...Object.fromEntries(values) }),
  };
}

/**
 * The conditional writes behind a command's changes of state, one transaction each. That only one command of a
 * charger is outstanding is held by one item a charger, which must be absent when a command is sent.
 */
export function commandWrites(tableName: string, sealerOf: SealerOf) {
  const putFrom = async (
    command: Command,
    state: Command["state"],
  ): Promise<TransactWriteItem> => ({
    Put: {
      TableName: tableName,
      Item: await commandToItem(command, sealerOf),
      ...stillIn(command, state),
    },
  });

  const deletePlace = (charger: ChargerAddress, commandId: string): TransactWriteItem => ({
    Delete: {
      TableName: tableName,
      Key: toItem(keys.pendingCommand(charger.operatorId, charger.chargerId, commandId)),
    },
  });

  const deleteOutstanding = (charger: ChargerAddress, commandId: string): TransactWriteItem => ({
    Delete: {
      TableName: tableName,
      Key: toItem(outstandingKey(charger)),
      ConditionExpression: "attribute_not_exists(pk) OR commandId = :commandId",
      ExpressionAttributeValues: toItem({ ":commandId": commandId }),
    },
  });

  return {
    async create(command: Command): Promise<TransactWriteItem[]> {
      const { operatorId, chargerId, commandId, createdAt } = command;
      const put: TransactWriteItem = {
        Put: {
          TableName: tableName,
          Item: await commandToItem(command, sealerOf),
          ConditionExpression: "attribute_not_exists(pk)",
        },
      };
      const job = jobWithCommand(tableName, command);
      if (isFinal(command)) return [put, ...job];
      const place = { commandId, createdAt };
      const key = keys.pendingCommand(operatorId, chargerId, commandId);
      return [put, { Put: { TableName: tableName, Item: toItem({ ...key, ...place }) } }, ...job];
    },

    headQuery: (charger: ChargerAddress): QueryCommandInput => ({
      TableName: tableName,
      KeyConditionExpression: "pk = :pk AND sk BETWEEN :first AND :last",
      ExpressionAttributeValues: toItem({
        ":pk": outstandingKey(charger).pk,
        ":first": OUTSTANDING,
        ":last": BEHIND_ALL_PLACES,
      }),
      Limit: 1,
      ConsistentRead: true,
    }),

    markSent: async (sent: Command): Promise<TransactWriteItem[]> => [
      await putFrom(sent, "queued"),
      {
        Put: {
          TableName: tableName,
          Item: toItem({ ...outstandingKey(sent), commandId: sent.commandId }),
          ConditionExpression: "attribute_not_exists(pk)",
        },
      },
    ],

    requeue: async (queued: Command): Promise<TransactWriteItem[]> => [
      await putFrom(queued, "sent"),
      deleteOutstanding(queued, queued.commandId),
    ],

    finish: async (finished: Command, from: "queued" | "sent"): Promise<TransactWriteItem[]> => [
      await putFrom(finished, from),
      deletePlace(finished, finished.commandId),
      ...(from === "sent" ? [deleteOutstanding(finished, finished.commandId)] : []),
      ...jobAnswered(tableName, finished),
    ],

    leave: (charger: ChargerAddress, commandId: string): TransactWriteItem[] => [
      deletePlace(charger, commandId),
      deleteOutstanding(charger, commandId),
    ],
  };
}

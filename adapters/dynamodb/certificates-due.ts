import { QueryCommand } from "@aws-sdk/client-dynamodb";
import type { Command } from "#domain/commands/command.ts";
import type { SealerOf } from "#domain/privacy/sealer.ts";
import { dynamo, fromItem, toItem } from "./client.ts";
import { commandWrites } from "./command-writes.ts";
import { type Key, keys } from "./keys.ts";
import { transact } from "./transact.ts";

/** A certificate that somebody has to look at. */
export interface DueCertificate {
  readonly key: Key;
  readonly operatorId: string;
  readonly chargerId: string;
  readonly certificateId: string;
}

/** More wait for the next run. */
const AT_A_TIME = 100;

/** Which certificates of an operator are running out; each is there once, under the time to look at it. */
export function certificatesDue(fleetTable: string, sealerOf: SealerOf) {
  const commands = commandWrites(fleetTable, sealerOf);
  return {
    async list(operatorId: string, now: string): Promise<readonly DueCertificate[]> {
      const { Items = [] } = await dynamo.send(
        new QueryCommand({
          TableName: fleetTable,
          KeyConditionExpression: "pk = :pk AND sk BETWEEN :first AND :last",
          ExpressionAttributeValues: toItem({
            ":pk": operatorId,
            ":first": "CERTIFICATE-DUE#",
            ":last": `CERTIFICATE-DUE#${now}`,
          }),
          Limit: AT_A_TIME,
        }),
      );
      return Items.map((item) => {
        const key = { pk: operatorId, sk: item["sk"]?.S ?? "" };
        // The partition says whose it is, not the item.
        return { ...fromItem<Omit<DueCertificate, "key">>(item), operatorId, key };
      });
    },

    /** Looked at: again at another time, or never; with the command that has it renewed. */
    async looked(
      due: DueCertificate,
      again: { readonly at: string | undefined; readonly command: Command | undefined },
    ): Promise<void> {
      const { key, ...facts } = due;
      const next = again.at !== undefined && keys.certificateDue(due.operatorId, again.at, due);
      await transact([
        {
          Delete: {
            TableName: fleetTable,
            Key: toItem(key),
            ConditionExpression: "attribute_exists(pk)",
          },
        },
        ...(next ? [{ Put: { TableName: fleetTable, Item: toItem({ ...next, ...facts }) } }] : []),
        ...(again.command ? await commands.create(again.command) : []),
      ]);
    },
  };
}

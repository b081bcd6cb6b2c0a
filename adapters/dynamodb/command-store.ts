import { GetItemCommand, QueryCommand } from "@aws-sdk/client-dynamodb";
import type { ChargerAddress, Command } from "#domain/commands/command.ts";
import type { CommandQueue } from "#domain/commands/command-queue.ts";
import type { SealerOf } from "#domain/privacy/sealer.ts";
import { dynamo, type Item, toItem } from "./client.ts";
import { commandFromItem } from "./command-item.ts";
import { commandWrites } from "./command-writes.ts";
import { chargerPartition, keys } from "./keys.ts";
import { transact } from "./transact.ts";

interface CommandPage {
  readonly items: Command[];
  /** The command to go on behind; absent on the last page. */
  readonly after?: string;
}

export interface CommandStore extends CommandQueue {
  /** Stores a new command and, unless it is final already, its place in the charger's queue. */
  readonly create: (command: Command) => Promise<void>;
  readonly find: (
    operatorId: string,
    chargerId: string,
    commandId: string,
  ) => Promise<Command | undefined>;
  /** Newest first. */
  readonly list: (
    operatorId: string,
    chargerId: string,
    page: { readonly limit: number; readonly after?: string | undefined },
  ) => Promise<CommandPage>;
}

/** The commands of the Fleet table and their queues. */
export function commandStore(tableName: string, sealerOf: SealerOf): CommandStore {
  const writes = commandWrites(tableName, sealerOf);
  const commandOf = (item: Item) => commandFromItem(item, sealerOf);

  /** False where a condition refused: somebody else was faster. */
  const write = async (items: Parameters<typeof transact>[0]) =>
    (await transact(items)) === undefined;

  const find = async ({ operatorId, chargerId }: ChargerAddress, commandId: string) => {
    const { Item } = await dynamo.send(
      new GetItemCommand({
        TableName: tableName,
        Key: toItem(keys.command(operatorId, chargerId, commandId)),
        ConsistentRead: true,
      }),
    );
    return Item && commandOf(Item);
  };

  return {
    find: (operatorId, chargerId, commandId) => find({ operatorId, chargerId }, commandId),

    async create(command) {
      if (!(await write(await writes.create(command)))) throw new Error("the command id is in use");
    },

    async list(operatorId, chargerId, { limit, after }) {
      const { Items = [] } = await dynamo.send(
        new QueryCommand({
          TableName: tableName,
          KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
          ExpressionAttributeValues: toItem({
            ":pk": chargerPartition(operatorId, chargerId),
            ":prefix": keys.command(operatorId, chargerId, "").sk,
          }),
          ScanIndexForward: false,
          // One more than asked for tells whether there is a next page.
          Limit: limit + 1,
          ...(after !== undefined && {
            ExclusiveStartKey: toItem(keys.command(operatorId, chargerId, after)),
          }),
        }),
      );
      const items = await Promise.all(Items.slice(0, limit).map(commandOf));
      const last = items.at(-1);
      return { items, ...(Items.length > limit && last && { after: last.commandId }) };
    },

    async head(charger) {
      const { Items = [] } = await dynamo.send(new QueryCommand(writes.headQuery(charger)));
      const [place] = Items;
      const commandId = place?.["commandId"]?.S;
      if (commandId === undefined) return undefined;
      return { commandId, command: await find(charger, commandId) };
    },

    markSent: async (sent) => write(await writes.markSent(sent)),
    requeue: async (queued) => write(await writes.requeue(queued)),
    finish: async (finished, from) => write(await writes.finish(finished, from)),
    async leave(charger, commandId) {
      await transact(writes.leave(charger, commandId));
    },
  };
}

import type { Command } from "#domain/commands/command.ts";
import { fromItem, type Item, toItem } from "./client.ts";
import { keys } from "./keys.ts";

/**
 * A command as it is stored. Payload and response are JSON text: a charger may send numbers, empty names and depths
 * that DynamoDB refuses, and what it sent must be kept all the same.
 */
export function commandToItem(command: Command): Item {
  const { payload, response, ...facts } = command;
  return toItem({
    ...keys.command(command.operatorId, command.chargerId, command.commandId),
    ...facts,
    payload: JSON.stringify(payload),
    response: response && JSON.stringify(response),
  });
}

type Stored = Omit<Command, "payload" | "response"> & {
  readonly payload: string;
  readonly response?: string;
};

/** The command that `commandToItem` stored. */
export function commandFromItem(item: Item): Command {
  const { payload, response, ...facts } = fromItem<Stored>(item);
  return {
    ...facts,
    payload: JSON.parse(payload) as Command["payload"],
    ...(response !== undefined && {
      response: JSON.parse(response) as NonNullable<Command["response"]>,
    }),
  };
}

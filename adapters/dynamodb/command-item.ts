import type { Command } from "#domain/commands/command.ts";
import { OPERATOR_SUBJECT, type SealerOf } from "#domain/privacy/sealer.ts";
import { fromItem, type Item, toItem } from "./client.ts";
import { keys } from "./keys.ts";

const KEY = { subjectId: OPERATOR_SUBJECT, purpose: "command" } as const;

/** What is sealed of a command: charger and people write into it what they like, ids of tokens and passwords too. */
type SealedPart = "payload" | "response" | "error";

type Stored = Omit<Command, SealedPart> & {
  readonly payload: string;
  readonly response?: string;
  readonly error?: { readonly code: string; readonly description: string };
};

const placeOf = (
  { operatorId, chargerId, commandId }: Pick<Command, "operatorId" | "chargerId" | "commandId">,
  attribute: string,
) => ({ table: "Fleet", ...keys.command(operatorId, chargerId, commandId), attribute });

/**
 * A command as it is stored. Payload and response are sealed JSON text: a charger may send numbers, empty names and
 * depths that DynamoDB refuses, and what it sent must be kept all the same.
 */
export async function commandToItem(command: Command, sealerOf: SealerOf): Promise<Item> {
  const { payload, response, error, ...facts } = command;
  const sealer = sealerOf(command);
  const seal = (part: SealedPart, text: string) => sealer.seal(KEY, placeOf(command, part), text);
  return toItem({
    ...keys.command(command.operatorId, command.chargerId, command.commandId),
    ...facts,
    payload: await seal("payload", JSON.stringify(payload)),
    ...(response && { response: await seal("response", JSON.stringify(response)) }),
    ...(error && {
      error: { code: error.code, description: await seal("error", error.description) },
    }),
  });
}

/** The command that `commandToItem` stored. */
export async function commandFromItem(item: Item, sealerOf: SealerOf): Promise<Command> {
  const { payload, response, error, ...facts } = fromItem<Stored>(item);
  const sealer = sealerOf(facts);
  const open = (part: SealedPart, sealed: string) => sealer.open(KEY, placeOf(facts, part), sealed);
  return {
    ...facts,
    payload: JSON.parse(await open("payload", payload)) as Command["payload"],
    ...(response !== undefined && {
      response: JSON.parse(await open("response", response)) as NonNullable<Command["response"]>,
    }),
    ...(error && {
      error: { code: error.code, description: await open("error", error.description) },
    }),
  };
}

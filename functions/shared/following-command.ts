import { randomBytes } from "node:crypto";
import type { Command } from "#domain/commands/command.ts";
import { COMMAND_ID_RANDOM_BYTES, newCommandId } from "#domain/commands/command-id.ts";
import { newCommand } from "#domain/commands/create-command.ts";
import { CSMS_ACTIONS, type CsmsAction } from "#ocpp/actions.ts";

type CsmsActionName = (typeof CSMS_ACTIONS)[number]["action"];

/** A command that follows from something else than a person's own request for it. */
export function followingCommand(input: {
  readonly operatorId: string;
  readonly chargerId: string;
  readonly action: CsmsActionName;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly connected: boolean;
  readonly createdBy: string;
  readonly createdAt: string;
}): Command {
  const action = (CSMS_ACTIONS as readonly CsmsAction[]).find(
    ({ action: name }) => name === input.action,
  );
  if (!action) throw new Error(`no action ${input.action}`);
  const random = randomBytes(COMMAND_ID_RANDOM_BYTES);
  const commandId = newCommandId(Date.parse(input.createdAt), random);
  return newCommand({ ...input, action, commandId });
}

import { randomBytes } from "node:crypto";
import type { ChargerAddress, Command } from "#domain/commands/command.ts";
import { COMMAND_ID_RANDOM_BYTES, newCommandId } from "#domain/commands/command-id.ts";
import { newCommand } from "#domain/commands/create-command.ts";
import { DomainError } from "#domain/errors.ts";
import type { Charger, ChargerConnection } from "#domain/fleet/charger.ts";
import { CSMS_ACTIONS, type CsmsAction } from "#ocpp/actions.ts";

/** A charger that can be spoken to now. */
export type ConnectedCharger = Pick<Charger, "operatorId" | "chargerId"> & {
  readonly connection: ChargerConnection;
};

/** The charger with its connection, whose version says how it is spoken to. Throws `charger.not-connected`. */
export function connected(charger: Charger): Charger & ConnectedCharger {
  const { connection } = charger;
  if (connection) return { ...charger, connection };
  throw new DomainError("charger.not-connected", "The charger has no connection now.");
}

/** A new command to a charger that is there, in the words of its version; not stored yet. */
export function chargerCommand(
  { operatorId, chargerId }: ChargerAddress,
  asked: {
    readonly action: (typeof CSMS_ACTIONS)[number]["action"];
    readonly payload: Readonly<Record<string, unknown>>;
    readonly createdBy: string;
    readonly createdAt: string;
  },
): Command {
  const action = (CSMS_ACTIONS as readonly CsmsAction[]).find(
    (known) => known.action === asked.action,
  );
  if (!action) throw new TypeError(`${asked.action} is no action of ours`);
  return newCommand({
    commandId: newCommandId(Date.parse(asked.createdAt), randomBytes(COMMAND_ID_RANDOM_BYTES)),
    operatorId,
    chargerId,
    action,
    payload: asked.payload,
    connected: true,
    createdBy: asked.createdBy,
    createdAt: asked.createdAt,
  });
}

/** What a charger answered, or how else the command ended, in one word; undefined while it has not. */
export function outcomeWord({ state, response }: Command): string | undefined {
  if (state === "answered") {
    const status = response?.["status"];
    return typeof status === "string" ? status : "Accepted";
  }
  if (state === "timed-out") return "TimedOut";
  return state === "failed" ? "Failed" : undefined;
}

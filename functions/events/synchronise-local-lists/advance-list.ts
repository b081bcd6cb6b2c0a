import { commandStore } from "#adapters/dynamodb/command-store.ts";
import { currentConnection } from "#adapters/dynamodb/current-connection.ts";
import { listedTokens } from "#adapters/dynamodb/listed-tokens.ts";
import { localListStore } from "#adapters/dynamodb/local-list-store.ts";
import type { ListEntries, LocalList } from "#domain/local-lists/local-list.ts";
import { type SynchronisePorts, synchroniseList } from "#domain/local-lists/synchronise-list.ts";
import { DUTY_SUBJECT } from "#domain/tenancy/tenant-context.ts";
import { chargerCommand } from "#functions/shared/charger-command.ts";
import { environment } from "#functions/shared/environment.ts";
import { listLimits } from "#functions/shared/list-limits.ts";
import { sealerOf } from "#functions/shared/privacy.ts";
import { listPayload } from "./list-payload.ts";

const fleetTable = environment("FLEET_TABLE");
const chargingTable = environment("CHARGING_TABLE");
const findConnection = currentConnection(fleetTable);

export const commands = commandStore(fleetTable, sealerOf);
export const lists = localListStore(fleetTable);
export const tokensOf = (operatorId: string) =>
  listedTokens({ operatorId }, chargingTable, sealerOf);

/** Sends a charger the next part of what its list should hold, if it is there and anything is to be sent. */
export async function advanceList(
  list: LocalList,
  wanted: ListEntries,
  now: string,
): Promise<void> {
  const connection = await findConnection(list);
  if (!connection) return;
  const tokens = tokensOf(list.operatorId);
  const send: SynchronisePorts["send"] = async (charger, update, begin) => {
    const named = await tokens.named([...update.removed, ...Object.keys(update.set)]);
    const command = chargerCommand(charger, {
      action: "SendLocalList",
      payload: listPayload(connection.version, update, named, now),
      createdBy: DUTY_SUBJECT,
      createdAt: now,
    });
    // First what is to be answered, then the question: an answer to nothing would be lost.
    if (await begin(command.commandId)) await commands.create(command);
  };
  await synchroniseList(list, wanted, now, {
    lists,
    limitsOf: (charger) => listLimits(fleetTable, charger),
    whichExist: tokens.whichExist,
    send,
  });
}

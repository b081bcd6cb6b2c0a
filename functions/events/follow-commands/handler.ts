import { injectLambdaContext } from "@aws-lambda-powertools/logger/middleware";
import middy from "@middy/core";
import { commandStore } from "#adapters/dynamodb/command-store.ts";
import { type Command, isFinal } from "#domain/commands/command.ts";
import { environment } from "#functions/shared/environment.ts";
import { logger } from "#functions/shared/observability.ts";
import { sealerOf } from "#functions/shared/privacy.ts";
import {
  afterClearProfile,
  afterCompositeSchedule,
  afterGetProfiles,
  afterSetProfile,
} from "./profile-answers.ts";
import { afterReservation } from "./reservation-answers.ts";

const commands = commandStore(environment("FLEET_TABLE"), sealerOf);

interface Event {
  readonly detail: {
    readonly operatorId: string;
    readonly chargerId: string;
    readonly commandId: string;
  };
}

/** What follows from the end of a command, by its action. lib/command-reactions.ts wakes for these alone. */
const AFTER: Readonly<Record<string, (command: Command) => Promise<void>>> = {
  CancelReservation: afterReservation,
  ClearChargingProfile: afterClearProfile,
  GetChargingProfiles: afterGetProfiles,
  GetCompositeSchedule: afterCompositeSchedule,
  ReserveNow: afterReservation,
  SetChargingProfile: afterSetProfile,
};

/**
 * Woken when a command is over: what the charger said to it becomes what is known of the charger. The command is read
 * as it is stored, whatever the event says. Repeating it changes nothing. Throws to be called again.
 */
export const handler = middy(async ({ detail }: Event) => {
  const { operatorId, chargerId, commandId } = detail;
  const command = await commands.find(operatorId, chargerId, commandId);
  if (!command || !isFinal(command)) return;
  // Whose it is, its key says.
  await AFTER[command.action]?.({ ...command, operatorId, chargerId });
}).use(injectLambdaContext(logger, { resetKeys: true }));

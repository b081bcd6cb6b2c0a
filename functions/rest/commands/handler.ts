import { randomBytes } from "node:crypto";
import { commandStore } from "#adapters/dynamodb/command-store.ts";
import { findCharger } from "#adapters/dynamodb/find-charger.ts";
import { listCommands, readCommand, sendCommand } from "#contracts/rest/commands.ts";
import { type Command, isFinal } from "#domain/commands/command.ts";
import { COMMAND_ID_RANDOM_BYTES, newCommandId } from "#domain/commands/command-id.ts";
import { newCommand } from "#domain/commands/create-command.ts";
import { withoutSecrets } from "#domain/commands/without-secrets.ts";
import { DomainError } from "#domain/errors.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { demand } from "#functions/shared/demand.ts";
import { environment } from "#functions/shared/environment.ts";
import { listOf, nextCursor, placeIn } from "#functions/shared/list-reply.ts";
import { sealerOf } from "#functions/shared/privacy.ts";
import { restHandler } from "#functions/shared/rest-handler.ts";
import { route } from "#functions/shared/rest-route.ts";
import { staffGate } from "#functions/shared/staff-gate.ts";
import { jobRoutes } from "./job-routes.ts";
import { permissionOfAction } from "./permission-of-action.ts";
import { preferredWaitSeconds } from "./prefer-wait.ts";
import { supportedCommand } from "./supported-command.ts";
import { realTime, waitForCommand } from "./wait-for-command.ts";

const fleetTable = environment("FLEET_TABLE");
const commands = commandStore(fleetTable, sealerOf);
const chargerOf = (context: TenantContext, chargerId: string) =>
  findCharger(context, fleetTable, chargerId);

export const handler = restHandler(
  [
    route(listCommands, async ({ context, params, query }) => {
      const { chargerId } = await chargerOf(context, params.chargerId);
      const list = listOf(context, `chargers/${chargerId}/commands`, query);
      const page = await commands.list(context.operatorId, chargerId, {
        limit: query.limit,
        after: placeIn(list, query),
      });
      return { body: { items: page.items.map(commandReply), ...nextCursor(list, page) } };
    }),

    route(sendCommand, async ({ context, params, body, headers, receivedAt }) => {
      const { operatorId, subject } = context;
      const { chargerId, siteId, connection } = await chargerOf(context, params.chargerId);
      const permission = permissionOfAction(body.action);
      demand(context, { permission, siteId, now: receivedAt });
      const action = supportedCommand(
        body.action,
        body.payload,
        connection?.version ?? body.ocppVersion,
      );
      const command = newCommand({
        commandId: newCommandId(Date.parse(receivedAt), randomBytes(COMMAND_ID_RANDOM_BYTES)),
        operatorId,
        chargerId,
        action,
        payload: body.payload,
        connected: connection !== undefined,
        createdBy: subject,
        createdAt: receivedAt,
      });
      await commands.create(command);

      const seconds = preferredWaitSeconds(headers["prefer"]);
      const read = () => commands.find(operatorId, chargerId, command.commandId);
      const latest =
        seconds === undefined
          ? command
          : await waitForCommand(command, seconds, { ...realTime, read });
      const place = `/v1/operators/${operatorId}/chargers/${encodeURIComponent(chargerId)}/commands/${command.commandId}`;
      return {
        status: seconds !== undefined && isFinal(latest) ? 200 : 202,
        body: commandReply(latest),
        headers: {
          location: place,
          ...(seconds !== undefined && { "preference-applied": `wait=${seconds}` }),
        },
      };
    }),

    route(readCommand, async ({ context, params }) => {
      const { commandId } = params;
      const { chargerId } = await chargerOf(context, params.chargerId);
      const command = await commands.find(context.operatorId, chargerId, commandId);
      if (!command) throw new DomainError("command.not-found", "There is no such command.");
      return { body: commandReply(command) };
    }),
    ...jobRoutes,
  ],
  staffGate,
);

function commandReply(command: Command) {
  const { response, payload, ...facts } = withoutSecrets(command);
  return {
    ...facts,
    payload: { ...payload },
    ...(response && { response: { ...response } }),
  };
}

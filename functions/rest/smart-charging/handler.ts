import { chargingProfileStore } from "#adapters/dynamodb/charging-profile-store.ts";
import { commandStore } from "#adapters/dynamodb/command-store.ts";
import { findCharger } from "#adapters/dynamodb/find-charger.ts";
import {
  clearChargingProfiles,
  listChargingProfiles,
  setChargingProfiles,
} from "#contracts/rest/charging-profiles.ts";
import type { Command } from "#domain/commands/command.ts";
import { chargerCommand, connected, outcomeWord } from "#functions/shared/charger-command.ts";
import { demand } from "#functions/shared/demand.ts";
import { environment } from "#functions/shared/environment.ts";
import { sealerOf } from "#functions/shared/privacy.ts";
import { clearProfilePayload } from "#functions/shared/profile-criteria-words.ts";
import { setProfilePayload } from "#functions/shared/profile-words.ts";
import { restHandler } from "#functions/shared/rest-handler.ts";
import { route } from "#functions/shared/rest-route.ts";
import { staffGate } from "#functions/shared/staff-gate.ts";
import { waitForAll } from "#functions/shared/wait-for-all.ts";
import { compositeRoute } from "./composite-route.ts";
import { newProfiles } from "./new-profiles.ts";

const tables = {
  fleetTable: environment("FLEET_TABLE"),
  chargingTable: environment("CHARGING_TABLE"),
};
const commands = commandStore(tables.fleetTable, sealerOf);
const profiles = chargingProfileStore(tables.fleetTable);

export const handler = restHandler(
  [
    route(listChargingProfiles, async ({ context, params }) => {
      const charger = await findCharger(context, tables.fleetTable, params.chargerId);
      const kept = await profiles.list(charger);
      const items = kept.map(({ profile, ...facts }) => {
        const { schedule, ...fields } = profile;
        const periods = schedule.periods.map((period) => ({ ...period }));
        return { ...facts, ...fields, schedule: { ...schedule, periods } };
      });
      return { body: { items } };
    }),

    route(setChargingProfiles, async ({ context, params, body, headers, receivedAt }) => {
      const { operatorId, subject } = context;
      const found = await findCharger(context, tables.fleetTable, params.chargerId);
      const { siteId } = found;
      demand(context, { permission: setChargingProfiles.permission, siteId, now: receivedAt });
      const charger = connected(found);
      const wanted = await newProfiles(body.profiles, charger, tables);
      const made = wanted.map((placed, index) => ({
        placed,
        command: chargerCommand(charger, {
          action: "SetChargingProfile",
          payload: setProfilePayload(charger.connection.version, placed),
          createdBy: subject,
          // Commands wait in the order of their times, and within one millisecond in any.
          createdAt: new Date(Date.parse(receivedAt) + index).toISOString(),
        }),
      }));
      for (const { command } of made) await commands.create(command);
      const read = (id: string) => commands.find(operatorId, charger.chargerId, id);
      const waited = await waitForAll(
        made.map(({ command }) => command),
        headers["prefer"],
        read,
      );
      const items = made.map(({ placed: { connectorId, profile }, command }, index) => ({
        profileId: profile.profileId,
        connectorId,
        ...outcomeOf(waited.commands[index] ?? command),
      }));
      return { status: waited.status, body: { items } };
    }),

    route(clearChargingProfiles, async ({ context, params, body, headers, receivedAt }) => {
      const { operatorId, subject } = context;
      const found = await findCharger(context, tables.fleetTable, params.chargerId);
      const { siteId } = found;
      demand(context, { permission: clearChargingProfiles.permission, siteId, now: receivedAt });
      const charger = connected(found);
      const command = chargerCommand(charger, {
        action: "ClearChargingProfile",
        payload: clearProfilePayload(charger.connection.version, body),
        createdBy: subject,
        createdAt: receivedAt,
      });
      await commands.create(command);
      const read = (id: string) => commands.find(operatorId, charger.chargerId, id);
      const waited = await waitForAll([command], headers["prefer"], read);
      return { status: waited.status, body: outcomeOf(waited.commands[0] ?? command) };
    }),

    compositeRoute(tables, profiles),
  ],
  staffGate,
);

function outcomeOf(command: Command) {
  const { commandId, state } = command;
  const answer = outcomeWord(command);
  return { commandId, state, ...(answer !== undefined && { answer }) };
}

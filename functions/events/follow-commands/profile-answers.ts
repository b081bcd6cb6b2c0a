import { chargingProfileStore } from "#adapters/dynamodb/charging-profile-store.ts";
import { reportedThingStore } from "#adapters/dynamodb/reported-thing-store.ts";
import type { Command } from "#domain/commands/command.ts";
import { sortableNumber } from "#domain/reports/reported-thing.ts";
import { recordCleared, recordProfile } from "#domain/smart-charging/record-profiles.ts";
import { outcomeWord } from "#functions/shared/charger-command.ts";
import { environment } from "#functions/shared/environment.ts";
import { sealerOf } from "#functions/shared/privacy.ts";
import { askedProfiles, criteriaOf } from "#functions/shared/profile-criteria-words.ts";
import { placedProfileOf } from "#functions/shared/profile-words.ts";

const fleetTable = environment("FLEET_TABLE");
const store = chargingProfileStore(fleetTable);
const things = reportedThingStore(fleetTable, sealerOf);
/** 2.0.1 ChargingLimitSourceEnumType: the operator of the charging station. */
const OURS = "CSO";

/** Keeps the profile of a SetChargingProfile that the charger accepted; any other answer leaves what was kept. */
export async function afterSetProfile(command: Command): Promise<void> {
  const placed = placedProfileOf(command.payload);
  if (outcomeWord(command) !== "Accepted" || !placed) return;
  const { commandId, finishedAt: keptAt = command.createdAt } = command;
  await recordProfile(command, { ...placed, source: OURS, keptAt, commandId }, store);
}

/** Drops what a ClearChargingProfile cleared. `Unknown`: the charger has nothing of the kind, so neither have we. */
export async function afterClearProfile(command: Command): Promise<void> {
  const word = outcomeWord(command);
  if (word !== "Accepted" && word !== "Unknown") return;
  await recordCleared(command, criteriaOf(command.payload), endOf(command), store);
}

/** Drops what a charger was asked for by GetChargingProfiles and says it has none of; others it reports. */
export async function afterGetProfiles(command: Command): Promise<void> {
  if (outcomeWord(command) !== "NoProfiles") return;
  for (const criteria of askedProfiles(command.payload) ?? []) {
    await recordCleared(command, criteria, endOf(command), store);
  }
}

/** Keeps the charger's own composition, to be held against ours. */
export async function afterCompositeSchedule(command: Command): Promise<void> {
  const { payload, response: content, createdAt, finishedAt: reportedAt = createdAt } = command;
  if (outcomeWord(command) !== "Accepted" || !content) return;
  const id = sortableNumber(Number(payload["connectorId"] ?? payload["evseId"]));
  await things.record(command, [{ kind: "composite-schedule", id, content, reportedAt }]);
}

function endOf({ finishedAt, createdAt }: Command): string {
  return finishedAt ?? createdAt;
}

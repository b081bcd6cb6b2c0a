import { DeleteItemCommand, PutItemCommand, QueryCommand } from "@aws-sdk/client-dynamodb";
import type { ChargerAddress } from "#domain/commands/command.ts";
import type { KeptProfile } from "#domain/smart-charging/charging-profile.ts";
import type { ProfileStore } from "#domain/smart-charging/ports.ts";
import { dynamo, fromItem, refusedConditions, toItem } from "./client.ts";
import { type Key, keys } from "./keys.ts";

/** Chargers have a handful; one that reports without end is heard no longer. */
const MOST = 500;

/** The charging profiles of the Fleet table: one item a profile, as numbers and words of ours. */
export function chargingProfileStore(fleetTable: string): ProfileStore {
  const keyOf = ({ operatorId, chargerId }: ChargerAddress, kept: KeptProfile): Key =>
    keys.chargingProfile(operatorId, chargerId, kept.profile.profileId);

  return {
    async list({ operatorId, chargerId }) {
      const { pk, sk } = keys.chargingProfiles(operatorId, chargerId);
      const { Items = [] } = await dynamo.send(
        new QueryCommand({
          TableName: fleetTable,
          ConsistentRead: true,
          KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
          ExpressionAttributeValues: toItem({ ":pk": pk, ":prefix": sk }),
          Limit: MOST,
        }),
      );
      return Items.map((item) => {
        const { connectorId, profile, source, keptAt, commandId } = fromItem<KeptProfile>(item);
        const shown = { connectorId, profile, source, keptAt };
        return commandId === undefined ? shown : { ...shown, commandId };
      });
    },

    async keep(charger, kept) {
      const { operatorId, chargerId } = charger;
      await unlessNewer(
        new PutItemCommand({
          TableName: fleetTable,
          Item: toItem({ ...keyOf(charger, kept), operatorId, chargerId, ...kept }),
          ConditionExpression: "attribute_not_exists(pk) OR keptAt <= :now",
          ExpressionAttributeValues: toItem({ ":now": kept.keptAt }),
        }),
      );
    },

    async remove(charger, kept, before) {
      await unlessNewer(
        new DeleteItemCommand({
          TableName: fleetTable,
          Key: toItem(keyOf(charger, kept)),
          ConditionExpression: "attribute_not_exists(pk) OR keptAt <= :now",
          ExpressionAttributeValues: toItem({ ":now": before }),
        }),
      );
    },
  };
}

async function unlessNewer(write: PutItemCommand | DeleteItemCommand): Promise<void> {
  try {
    await (write instanceof PutItemCommand ? dynamo.send(write) : dynamo.send(write));
  } catch (error) {
    if (!refusedConditions(error)) throw error;
  }
}

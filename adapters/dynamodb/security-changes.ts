import { GetItemCommand, type TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { Command } from "#domain/commands/command.ts";
import type { Charger } from "#domain/fleet/charger.ts";
import type { ChargerIdentity } from "#domain/fleet/charger-identity.ts";
import type { SealerOf } from "#domain/privacy/sealer.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { dynamo, fromItem, toItem } from "./client.ts";
import { commandWrites } from "./command-writes.ts";
import { keys } from "./keys.ts";
import { proofUpdate } from "./proof-update.ts";
import { versionConflict, writeOrRefuse } from "./refusable.ts";
import { transact } from "./transact.ts";
import { versionedUpdate } from "./versioned-update.ts";

type ChangeFields = Pick<Charger, "nextCredential" | "passwordChange" | "profileChange">;

/** Changes of chargers' passwords and profiles, each step in one transaction with the command that it sends. */
export function securityChanges(fleetTable: string, sealerOf: SealerOf) {
  const commands = commandWrites(fleetTable, sealerOf);
  return {
    async find({ operatorId, chargerId }: ChargerIdentity): Promise<Charger | undefined> {
      const { Item } = await dynamo.send(
        new GetItemCommand({
          TableName: fleetTable,
          Key: toItem(keys.charger(operatorId, chargerId)),
          ConsistentRead: true,
        }),
      );
      return Item && fromItem<Charger>(Item);
    },

    /** A change that a person begins. Throws `version.conflict`. */
    async begin(
      tenant: TenantContext,
      before: Charger,
      fields: ChangeFields,
      command: Command,
    ): Promise<void> {
      const Update = versionedUpdate({
        tableName: fleetTable,
        key: keys.charger(before.operatorId, before.chargerId),
        version: before.version,
        fields,
        actor: tenant,
        now: command.createdAt,
      });
      const refusal = { code: "request.conflict", message: "The command id is in use." } as const;
      const writes = (await commands.create(command)).map((item) => ({ item, ...refusal }));
      await writeOrRefuse([versionConflict({ Update }), ...writes]);
    },

    /** The next state of a change whose command was answered. False, without effect, where it has gone on meanwhile. */
    async follow(
      { operatorId, chargerId }: ChargerIdentity,
      step: { readonly of: "passwordChange" | "profileChange"; readonly commandId: string },
      fields: { readonly [K in keyof ChangeFields]?: ChangeFields[K] | null },
      command?: Command,
    ): Promise<boolean> {
      const { set, remove, names, values } = proofUpdate(fields);
      const update: TransactWriteItem = {
        Update: {
          TableName: fleetTable,
          Key: toItem(keys.charger(operatorId, chargerId)),
          ConditionExpression: "#of.commandId = :answered AND #of.#state = :sent",
          UpdateExpression: `SET ${set.slice(", ".length)}${remove}`,
          ExpressionAttributeNames: { ...names, "#of": step.of, "#state": "state" },
          ExpressionAttributeValues: toItem({
            ...values,
            ":answered": step.commandId,
            ":sent": "sent",
          }),
        },
      };
      const sent = command ? await commands.create(command) : [];
      return (await transact([update, ...sent])) === undefined;
    },
  };
}

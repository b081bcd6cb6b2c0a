import { QueryCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { ChargerCertificate } from "#domain/certificates/charger-certificate.ts";
import { DomainError } from "#domain/errors.ts";
import type { ChargerIdentity } from "#domain/fleet/charger-identity.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { dynamo, fromItem, refusedConditions, toItem } from "./client.ts";
import { keys } from "./keys.ts";
import { versionConflict, writeOrRefuse } from "./refusable.ts";
import { versionedUpdate } from "./versioned-update.ts";

/** A charger renews its certificate once a year: more than these are those of a machine gone wild. */
const MOST_SHOWN = 200;

/** What becomes of the certificates that were issued to a charger. */
export function certificateStates(fleetTable: string) {
  const list = async ({
    operatorId,
    chargerId,
  }: ChargerIdentity): Promise<readonly ChargerCertificate[]> => {
    const { pk, sk } = keys.chargerCertificates(operatorId, chargerId);
    const { Items = [] } = await dynamo.send(
      new QueryCommand({
        TableName: fleetTable,
        KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
        ExpressionAttributeValues: toItem({ ":pk": pk, ":prefix": sk }),
        Limit: MOST_SHOWN,
        ConsistentRead: true,
      }),
    );
    return Items.map((item) => fromItem<ChargerCertificate>(item)).toSorted((a, b) =>
      b.issuedAt.localeCompare(a.issuedAt),
    );
  };

  return {
    /** Newest first. */
    list,

    /** What the charger said to the certificate that a command brought; one that was revoked meanwhile stays so. */
    async answered(
      charger: ChargerIdentity,
      commandId: string,
      state: "installed" | "refused",
      now: string,
    ): Promise<void> {
      const found = (await list(charger)).find((each) => each.commandId === commandId);
      if (!found) return;
      const { operatorId, chargerId, certificateId } = found;
      try {
        await dynamo.send(
          new UpdateItemCommand({
            TableName: fleetTable,
            Key: toItem(keys.chargerCertificate(operatorId, chargerId, certificateId)),
            ConditionExpression: "#state = :issued",
            UpdateExpression: "SET #state = :state, updatedAt = :now, #version = #version + :one",
            ExpressionAttributeNames: { "#state": "state", "#version": "version" },
            ExpressionAttributeValues: toItem({
              ":issued": "issued",
              ":state": state,
              ":now": now,
              ":one": 1,
            }),
          }),
        );
      } catch (error) {
        if (!refusedConditions(error)) throw error;
      }
    },

    /** Ends a certificate for good. Throws `charger-certificate.not-found` and `version.conflict`. */
    async revoke(
      tenant: TenantContext,
      chargerId: string,
      certificateId: string,
      now: string,
    ): Promise<ChargerCertificate> {
      const charger = { operatorId: tenant.operatorId, chargerId };
      const found = (await list(charger)).find((each) => each.certificateId === certificateId);
      if (!found) {
        throw new DomainError("charger-certificate.not-found", "There is no such certificate.");
      }
      if (found.state === "revoked") return found;
      const fields = { state: "revoked", revokedAt: now } as const;
      const Update = versionedUpdate({
        tableName: fleetTable,
        key: keys.chargerCertificate(tenant.operatorId, chargerId, certificateId),
        version: found.version,
        fields,
        actor: tenant,
        now,
      });
      await writeOrRefuse([versionConflict({ Update })]);
      return { ...found, ...fields, updatedAt: now, version: found.version + 1 };
    },
  };
}

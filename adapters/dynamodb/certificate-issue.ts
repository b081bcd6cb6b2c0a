import { GetItemCommand, PutItemCommand, type TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type {
  ChargerCertificate,
  OperatorAuthority,
} from "#domain/certificates/charger-certificate.ts";
import type { Command } from "#domain/commands/command.ts";
import type { SealerOf } from "#domain/privacy/sealer.ts";
import { dynamo, fromItem, refusedConditions, toItem } from "./client.ts";
import { commandWrites } from "./command-writes.ts";
import { keys } from "./keys.ts";
import { transact } from "./transact.ts";

interface KeyOwner {
  readonly chargerId: string;
  readonly issuedAt: string;
}

/** Writes down what the platform's CA issues. */
export function certificateIssue(fleetTable: string, sealerOf: SealerOf) {
  const commands = commandWrites(fleetTable, sealerOf);
  const put = (
    item: object,
    condition?: Pick<
      NonNullable<TransactWriteItem["Put"]>,
      "ConditionExpression" | "ExpressionAttributeValues"
    >,
  ): TransactWriteItem => ({
    Put: { TableName: fleetTable, Item: toItem(item), ...condition },
  });
  return {
    /** Whose a key is. */
    async ownerOf(operatorId: string, keyId: string): Promise<KeyOwner | undefined> {
      const { Item } = await dynamo.send(
        new GetItemCommand({
          TableName: fleetTable,
          Key: toItem(keys.chargerKey(operatorId, keyId)),
          ConsistentRead: true,
        }),
      );
      return Item && fromItem<KeyOwner>(Item);
    },

    /** The first one stays. */
    async createAuthority(authority: OperatorAuthority): Promise<void> {
      try {
        await dynamo.send(
          new PutItemCommand({
            TableName: fleetTable,
            Item: toItem({ ...keys.chargerAuthority(authority.operatorId), ...authority }),
            ConditionExpression: "attribute_not_exists(pk)",
          }),
        );
      } catch (error) {
        if (!refusedConditions(error)) throw error;
      }
    },

    /** The certificate, its key's owner, when to look at it again, and the command that brings it, or nothing. */
    async issue(
      certificate: ChargerCertificate,
      { keyId, lookAt }: { readonly keyId: string; readonly lookAt: string },
      command: Command,
    ): Promise<boolean> {
      const { operatorId, chargerId, certificateId, issuedAt } = certificate;
      const due = { operatorId, chargerId, certificateId };
      const refused = await transact([
        put(
          { ...keys.chargerKey(operatorId, keyId), operatorId, chargerId, issuedAt },
          {
            ConditionExpression: "attribute_not_exists(pk) OR chargerId = :own",
            ExpressionAttributeValues: toItem({ ":own": chargerId }),
          },
        ),
        put({ ...keys.chargerCertificate(operatorId, chargerId, certificateId), ...certificate }),
        put({ ...keys.certificateDue(operatorId, lookAt, certificate), ...due }),
        ...(await commands.create(command)),
      ]);
      return refused === undefined;
    },
  };
}

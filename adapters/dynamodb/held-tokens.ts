import { GetItemCommand, QueryCommand } from "@aws-sdk/client-dynamodb";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { dynamo, fromItem, type Item, toItem } from "./client.ts";
import { keys } from "./keys.ts";
import { versionConflict, writeOrRefuse } from "./refusable.ts";
import type { StoredToken } from "./token-item.ts";
import { versionedUpdate } from "./versioned-update.ts";

/** The tokens of members of staff, without what is sealed of them: blocking one takes no key. */
export function heldTokens(tenant: TenantContext, chargingTable: string) {
  const { operatorId } = tenant;
  return {
    /** References of a member's tokens that are not blocked. Reads through all of the operator's. */
    async heldBy(subject: string): Promise<string[]> {
      const tokenRefs: string[] = [];
      let place: Item | undefined;
      do {
        const { Items = [], LastEvaluatedKey } = await dynamo.send(
          new QueryCommand({
            TableName: chargingTable,
            KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
            FilterExpression: "heldBy = :subject AND #status <> :blocked",
            ExpressionAttributeNames: { "#status": "status" },
            ExpressionAttributeValues: toItem({
              ":pk": operatorId,
              ":prefix": keys.token(operatorId, "").sk,
              ":subject": subject,
              ":blocked": "blocked",
            }),
            ...(place && { ExclusiveStartKey: place }),
          }),
        );
        tokenRefs.push(...Items.map((item) => fromItem<StoredToken>(item).tokenRef));
        place = LastEvaluatedKey;
      } while (place);
      return tokenRefs;
    },

    /** Blocks a token that a member still holds; without effect where it is gone, blocked or somebody else's. */
    async block(tokenRef: string, subject: string, now: string): Promise<void> {
      const key = keys.token(operatorId, tokenRef);
      const { Item } = await dynamo.send(
        new GetItemCommand({ TableName: chargingTable, Key: toItem(key), ConsistentRead: true }),
      );
      const token = Item && fromItem<StoredToken>(Item);
      if (!token || token.status === "blocked" || token.heldBy !== subject) return;
      const Update = versionedUpdate({
        tableName: chargingTable,
        key,
        version: token.version,
        fields: { status: "blocked" },
        actor: tenant,
        now,
      });
      await writeOrRefuse([versionConflict({ Update })]);
    },
  };
}

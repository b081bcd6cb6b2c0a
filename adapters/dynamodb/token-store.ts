import { GetItemCommand, PutItemCommand, QueryCommand } from "@aws-sdk/client-dynamodb";
import type { Token } from "#domain/charging/token.ts";
import { DomainError } from "#domain/errors.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { dynamo, fromItem, type Item, refusedConditions, toItem } from "./client.ts";
import { keys } from "./keys.ts";
import { type Page, queryPage } from "./list-page.ts";
import { deleteMarked } from "./marked-delete.ts";
import { versionConflict, writeOrRefuse } from "./refusable.ts";
import { changedBy, type FieldChanges, versionedUpdate } from "./versioned-update.ts";

/** An operator's tokens. Throws `token.not-found`, `token.already-exists` and `version.conflict`. */
export function tokenStore(tenant: TenantContext, chargingTable: string) {
  const { operatorId } = tenant;
  const keyOf = (tokenId: string) => keys.token(operatorId, tokenId);
  return {
    async find(tokenId: string): Promise<Token> {
      const { Item } = await dynamo.send(
        new GetItemCommand({
          TableName: chargingTable,
          Key: toItem(keyOf(tokenId)),
          ConsistentRead: true,
        }),
      );
      if (!Item) throw new DomainError("token.not-found", "There is no such token.");
      return fromItem<Token>(Item);
    },

    async list(limit: number, after?: string): Promise<Page<Token>> {
      const { items, hasMore } = await queryPage({
        TableName: chargingTable,
        KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
        ExpressionAttributeValues: toItem({ ":pk": operatorId, ":prefix": keyOf("").sk }),
        Limit: limit,
        ...(after !== undefined && { ExclusiveStartKey: toItem(keyOf(after)) }),
      });
      const tokens = items.map((item) => fromItem<Token>(item));
      const last = tokens.at(-1);
      return { items: tokens, ...(hasMore && last && { after: last.tokenId }) };
    },

    /** Ids of the tokens of a member of staff that are not blocked. Reads through all of the operator's. */
    async heldBy(subject: string): Promise<string[]> {
      const tokenIds: string[] = [];
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
              ":prefix": keyOf("").sk,
              ":subject": subject,
              ":blocked": "blocked",
            }),
            ...(place && { ExclusiveStartKey: place }),
          }),
        );
        tokenIds.push(...Items.map((item) => fromItem<Token>(item).tokenId));
        place = LastEvaluatedKey;
      } while (place);
      return tokenIds;
    },

    async create(token: Token): Promise<void> {
      try {
        await dynamo.send(
          new PutItemCommand({
            TableName: chargingTable,
            Item: toItem({
              ...keyOf(token.tokenId),
              ...token,
              ...changedBy(tenant),
              operatorId,
            }),
            ConditionExpression: "attribute_not_exists(pk)",
          }),
        );
      } catch (error) {
        if (!refusedConditions(error)) throw error;
        throw new DomainError("token.already-exists", "There is a token with this id already.");
      }
    },

    async change(before: Token, fields: FieldChanges, now: string): Promise<void> {
      const Update = versionedUpdate({
        tableName: chargingTable,
        key: keyOf(before.tokenId),
        version: before.version,
        fields,
        actor: tenant,
        now,
      });
      await writeOrRefuse([versionConflict({ Update })]);
    },

    async remove(before: Token, now: string): Promise<void> {
      await deleteMarked({
        tableName: chargingTable,
        key: keyOf(before.tokenId),
        version: before.version,
        actor: tenant,
        now,
      });
    },
  };
}

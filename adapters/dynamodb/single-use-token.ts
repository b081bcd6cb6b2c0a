import { GetItemCommand, PutItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { Token } from "#domain/charging/token.ts";
import type { Sealer } from "#domain/privacy/sealer.ts";
import { type Actor, changedBy } from "./change-stamp.ts";
import { dynamo, fromItem, refusedConditions, toItem, ttlAfter } from "./client.ts";
import { keys } from "./keys.ts";
import { tokenItem, tokenNameOf } from "./token-item.ts";

/** Long enough for its session to be looked at with it. */
const KEPT_SECONDS = 30 * 86_400;

/** Tokens that begin one session each, for drivers who have none. */
export function singleUseTokens(chargingTable: string, sealer: Sealer, actor: Actor) {
  return {
    async create(token: {
      readonly operatorId: string;
      readonly tokenId: string;
      readonly tokenRef: string;
      readonly subjectId: string;
      readonly expiresAt: string;
      readonly createdAt: string;
    }): Promise<void> {
      const { createdAt } = token;
      const item = await tokenItem(sealer, {
        ...token,
        status: "valid",
        maxActiveSessions: 1,
        activeSessions: 0,
        singleUse: true,
        updatedAt: createdAt,
        version: 1,
      });
      const ttl = ttlAfter(createdAt, KEPT_SECONDS);
      await dynamo.send(
        new PutItemCommand({
          TableName: chargingTable,
          Item: toItem({ ...item, ...changedBy(actor), ttl }),
          ConditionExpression: "attribute_not_exists(pk)",
        }),
      );
    },

    /** What a charger is told; undefined where the token is gone. */
    async idOf(operatorId: string, tokenRef: string): Promise<string | undefined> {
      const { Item } = await dynamo.send(
        new GetItemCommand({
          TableName: chargingTable,
          Key: toItem(keys.token(operatorId, tokenRef)),
          ConsistentRead: true,
        }),
      );
      return Item && (await tokenNameOf(sealer, Item)).tokenId;
    },

    /** Lets it begin nothing any more; tells whether it ever did. */
    async retire(operatorId: string, tokenRef: string): Promise<"unused" | "used"> {
      try {
        const { Attributes } = await dynamo.send(
          new UpdateItemCommand({
            TableName: chargingTable,
            Key: toItem(keys.token(operatorId, tokenRef)),
            ConditionExpression: "attribute_exists(pk)",
            UpdateExpression: "SET maxActiveSessions = :none",
            ExpressionAttributeValues: toItem({ ":none": 0 }),
            ReturnValues: "ALL_NEW",
          }),
        );
        const { activeSessions = 0 } = Attributes ? fromItem<Partial<Token>>(Attributes) : {};
        return activeSessions > 0 ? "used" : "unused";
      } catch (error) {
        if (!refusedConditions(error)) throw error;
        return "unused";
      }
    },
  };
}

import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { Webhook } from "#domain/webhooks/webhook.ts";
import { dynamo, refusedConditions, toItem } from "./client.ts";
import { keys } from "./keys.ts";

/** Often enough for people to see that a webhook works, seldom enough to cost nothing. */
const NOTED_EVERY_MS = 3_600_000;

/** How well the webhooks do, on their items; their versions are for what people change. */
export function webhookHealth(directoryTable: string) {
  const update = async (
    { operatorId, webhookId }: Pick<Webhook, "operatorId" | "webhookId">,
    change: { readonly expression: string; readonly values: object; readonly only?: string },
  ) => {
    try {
      const { Attributes } = await dynamo.send(
        new UpdateItemCommand({
          TableName: directoryTable,
          Key: toItem(keys.webhook(operatorId, webhookId)),
          ConditionExpression: `attribute_exists(pk)${change.only ?? ""}`,
          UpdateExpression: change.expression,
          ExpressionAttributeValues: toItem(change.values),
          ReturnValues: "UPDATED_NEW",
        }),
      );
      return Attributes;
    } catch (error) {
      if (!refusedConditions(error)) throw error;
      return undefined;
    }
  };
  return {
    async noteSuccess(webhook: Webhook, now: string): Promise<void> {
      const { failures, lastSuccessAt } = webhook;
      const isNoted =
        lastSuccessAt !== undefined && Date.parse(now) - Date.parse(lastSuccessAt) < NOTED_EVERY_MS;
      if (failures === 0 && isNoted) return;
      await update(webhook, {
        expression: "SET lastSuccessAt = :now, failures = :none",
        values: { ":now": now, ":none": 0 },
      });
    },

    async noteFailure(webhook: Webhook, now: string): Promise<number> {
      const changed = await update(webhook, {
        expression: "SET lastFailureAt = :now ADD failures :one",
        values: { ":now": now, ":one": 1 },
      });
      return Number(changed?.["failures"]?.N ?? 0);
    },

    /** False where it was off already. */
    async disable(webhook: Webhook, because: string, now: string): Promise<boolean> {
      const changed = await update(webhook, {
        expression:
          "SET enabled = :off, disabledAt = :now, disabledBecause = :because, changedBy = :platform, updatedAt = :now REMOVE changeRequestId, changeReason, changeSource, changeApprovalId, changeApprovedBy ADD version :one",
        values: {
          ":off": false,
          ":on": true,
          ":now": now,
          ":because": because,
          ":platform": "platform",
          ":one": 1,
        },
        only: " AND enabled = :on",
      });
      return changed !== undefined;
    },
  };
}

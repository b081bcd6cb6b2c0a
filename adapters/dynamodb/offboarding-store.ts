import { GetItemCommand, PutItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { Offboarding, Operator } from "#domain/tenancy/operator.ts";
import { dynamo, fromItem, refusedConditions, toItem } from "./client.ts";
import { keys } from "./keys.ts";

/** How far the ends of operators have come, on the operators' items. */
export function offboardingStore(directoryTable: string) {
  return {
    async find(operatorId: string): Promise<Operator | undefined> {
      const { Item } = await dynamo.send(
        new GetItemCommand({
          TableName: directoryTable,
          Key: toItem(keys.operator(operatorId)),
          ConsistentRead: true,
        }),
      );
      return Item && fromItem<Operator>(Item);
    },

    /** Without effect where another step came first. */
    async keep(operatorId: string, before: Offboarding, after: Offboarding): Promise<void> {
      await unlessOvertaken(
        dynamo.send(
          new UpdateItemCommand({
            TableName: directoryTable,
            Key: toItem(keys.operator(operatorId)),
            ConditionExpression: "offboarding = :before",
            UpdateExpression: "SET offboarding = :after",
            ExpressionAttributeValues: toItem({ ":before": before, ":after": after }),
          }),
        ),
      );
    },

    /** Leaves in place of the operator that it ended; it stands in no list any more. */
    async finish(operator: Operator, progress: Offboarding, now: string): Promise<void> {
      const { operatorId, suspendedAt = now, version } = operator;
      await unlessOvertaken(
        dynamo.send(
          new PutItemCommand({
            TableName: directoryTable,
            Item: toItem({
              ...keys.operator(operatorId),
              operatorId,
              suspendedAt,
              offboarding: progress,
              offboardedAt: now,
              changeApprovalId: progress.approvalId,
              changedBy: "platform",
              version: version + 1,
            }),
            ConditionExpression: "offboarding = :before",
            ExpressionAttributeValues: toItem({ ":before": operator.offboarding }),
          }),
        ),
      );
    },
  };
}

async function unlessOvertaken(written: Promise<unknown>): Promise<void> {
  try {
    await written;
  } catch (error) {
    if (!refusedConditions(error)) throw error;
  }
}

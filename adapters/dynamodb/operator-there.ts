import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import type { Operator } from "#domain/tenancy/operator.ts";
import { dynamo, fromItem, toItem } from "./client.ts";
import { keys } from "./keys.ts";

/** Whether there is an operator, and its end has not begun. */
export async function isOperatorThere(
  directoryTable: string,
  operatorId: string,
): Promise<boolean> {
  const { Item } = await dynamo.send(
    new GetItemCommand({ TableName: directoryTable, Key: toItem(keys.operator(operatorId)) }),
  );
  return Item !== undefined && fromItem<Operator>(Item).offboarding === undefined;
}

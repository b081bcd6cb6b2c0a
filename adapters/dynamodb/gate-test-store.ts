import { GetItemCommand, PutItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { type Actor, changedBy, unstamped } from "./change-stamp.ts";
import { dynamo, fromItem, refusedConditions, toItem } from "./client.ts";
import { keys } from "./keys.ts";

/** A trial of the provider's credential: who may open it makes it, whoever asked sees the result here. */
export interface GateTest {
  readonly operatorId: string;
  readonly testId: string;
  readonly requestedAt: string;
  readonly testedAt?: string;
  readonly result?: "works" | "misconfigured" | "unavailable";
}

/** The last trial of an operator's credential. */
export function gateTestStore(chargingTable: string, operatorId: string) {
  const Key = toItem(keys.gateTest(operatorId));
  return {
    async find(): Promise<GateTest | undefined> {
      const { Item } = await dynamo.send(
        new GetItemCommand({ TableName: chargingTable, Key, ConsistentRead: true }),
      );
      return Item && (unstamped(fromItem<GateTest>(Item)) as GateTest);
    },

    async request(test: GateTest, actor: Actor): Promise<void> {
      const Item = { ...Key, ...toItem({ ...test, ...changedBy(actor) }) };
      await dynamo.send(new PutItemCommand({ TableName: chargingTable, Item }));
    },

    /** Without effect where a newer trial was asked for. */
    async finish({ testId }: GateTest, result: GateTest["result"], now: string): Promise<void> {
      try {
        await dynamo.send(
          new UpdateItemCommand({
            TableName: chargingTable,
            Key,
            ConditionExpression: "testId = :testId AND attribute_not_exists(testedAt)",
            UpdateExpression: "SET testedAt = :now, #result = :result",
            ExpressionAttributeNames: { "#result": "result" },
            ExpressionAttributeValues: toItem({
              ":testId": testId,
              ":now": now,
              ":result": result,
            }),
          }),
        );
      } catch (error) {
        if (!refusedConditions(error)) throw error;
      }
    },
  };
}

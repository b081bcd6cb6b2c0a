import { DeleteItemCommand, QueryCommand } from "@aws-sdk/client-dynamodb";
import { dynamo, toItem } from "./client.ts";
import { driverPartition } from "./people-keys.ts";

const AT_ONCE = 25;

/** Deletes what a driver's partition holds under some prefixes. Safe to repeat; an interruption leaves the rest. */
export async function removeEntries(
  peopleTable: string,
  operatorId: string,
  driverId: string,
  prefixes: readonly string[],
): Promise<void> {
  const pk = driverPartition(operatorId, driverId);
  for (const prefix of prefixes) {
    for (;;) {
      const { Items = [] } = await dynamo.send(
        new QueryCommand({
          TableName: peopleTable,
          ConsistentRead: true,
          KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
          ExpressionAttributeValues: toItem({ ":pk": pk, ":prefix": prefix }),
          Limit: AT_ONCE,
        }),
      );
      if (Items.length === 0) break;
      await Promise.all(
        Items.map(({ sk }) =>
          dynamo.send(
            new DeleteItemCommand({ TableName: peopleTable, Key: toItem({ pk, sk: sk?.S }) }),
          ),
        ),
      );
    }
  }
}

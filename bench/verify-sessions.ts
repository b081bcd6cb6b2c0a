import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { fromItem, toItem } from "#adapters/dynamodb/client.ts";
import { keys, sessionIdOf } from "#adapters/dynamodb/keys.ts";
import type { Session } from "#domain/charging/session.ts";
import type { FinishedSession } from "./load/messages.ts";

/** How many of these sessions are stored as ended, with exactly the energy that their charger reported. */
export async function storedRight(
  finished: readonly FinishedSession[],
  environment: Readonly<Record<string, string>>,
): Promise<number> {
  const client = new DynamoDBClient({
    endpoint: environment["AWS_ENDPOINT_URL_DYNAMODB"] ?? "",
    region: environment["AWS_REGION"] ?? "",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  let right = 0;
  for (const { charger, transactionId, energyWh } of finished) {
    const sessionId = sessionIdOf({ ...charger, transactionId });
    const { Item: item } = await client.send(
      new GetItemCommand({
        TableName: environment["CHARGING_TABLE"] ?? "",
        Key: toItem(keys.session(charger.operatorId, sessionId)),
      }),
    );
    const session = item && fromItem<Session>(item);
    if (session?.state === "ended" && session.energyWh === energyWh) right += 1;
  }
  client.destroy();
  return right;
}

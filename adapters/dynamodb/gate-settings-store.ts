import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import { defaultGateSettings, type GateSettings } from "#domain/adhoc/gate-settings.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { changedBy, unstamped } from "./change-stamp.ts";
import { dynamo, fromItem, toItem } from "./client.ts";
import { keys } from "./keys.ts";
import { type RefusableWrite, versionConflict, writeOrRefuse } from "./refusable.ts";

/** How an operator takes drivers without an account, as it is at this moment; the platform's own where it never said. */
export async function readGateSettings(
  directoryTable: string,
  operatorId: string,
): Promise<GateSettings> {
  const { Item } = await dynamo.send(
    new GetItemCommand({
      TableName: directoryTable,
      Key: toItem(keys.gateSettings(operatorId)),
      ConsistentRead: true,
    }),
  );
  if (!Item) return defaultGateSettings(operatorId, new Date(0).toISOString());
  return unstamped(fromItem<GateSettings>(Item)) as GateSettings;
}

/** Changes the settings as they were read; the whole item is written, so that what is absent is gone. Throws `version.conflict`. */
export async function changeGateSettings(
  tenant: TenantContext,
  directoryTable: string,
  { before, after }: { readonly before: GateSettings; readonly after: GateSettings },
  alsoWrite: readonly RefusableWrite[] = [],
): Promise<void> {
  const { operatorId } = tenant;
  const Put = {
    TableName: directoryTable,
    Item: toItem({ ...keys.gateSettings(operatorId), ...after, ...changedBy(tenant), operatorId }),
    ...(before.version === 0
      ? { ConditionExpression: "attribute_not_exists(pk)" }
      : {
          ConditionExpression: "#version = :read",
          ExpressionAttributeNames: { "#version": "version" },
          ExpressionAttributeValues: toItem({ ":read": before.version }),
        }),
  };
  await writeOrRefuse([...alsoWrite, versionConflict({ Put })]);
}

import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import type { ApprovalPolicy } from "#domain/access/approval-policy.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { changedBy } from "./change-stamp.ts";
import { dynamo, fromItem, toItem } from "./client.ts";
import { keys } from "./keys.ts";
import { type RefusableWrite, versionConflict, writeOrRefuse } from "./refusable.ts";

/** An operator's policy and how often it was changed; version 0 is the platform's own. */
export interface StoredPolicy {
  readonly policy: ApprovalPolicy;
  readonly version: number;
  readonly updatedAt?: string;
}

/** When an operator demands a second person, in the Directory table. Throws `version.conflict`. */
export function approvalPolicyStore(tenant: TenantContext, directoryTable: string) {
  const key = keys.approvalPolicy(tenant.operatorId);
  return {
    async find(): Promise<StoredPolicy> {
      const { Item } = await dynamo.send(
        new GetItemCommand({ TableName: directoryTable, Key: toItem(key), ConsistentRead: true }),
      );
      return Item ? fromItem<StoredPolicy>(Item) : { policy: {}, version: 0 };
    },

    async change(
      before: StoredPolicy,
      policy: ApprovalPolicy,
      now: string,
      alsoWrite: readonly RefusableWrite[] = [],
    ): Promise<void> {
      const { operatorId } = tenant;
      const Put = {
        TableName: directoryTable,
        Item: toItem({
          ...key,
          operatorId,
          policy,
          version: before.version + 1,
          updatedAt: now,
          ...changedBy(tenant),
        }),
        ...(before.version === 0
          ? { ConditionExpression: "attribute_not_exists(pk)" }
          : {
              ConditionExpression: "#version = :read",
              ExpressionAttributeNames: { "#version": "version" },
              ExpressionAttributeValues: toItem({ ":read": before.version }),
            }),
      };
      await writeOrRefuse([...alsoWrite, versionConflict({ Put })]);
    },
  };
}

import { GetItemCommand, QueryCommand } from "@aws-sdk/client-dynamodb";
import type { RoleDefinition } from "#domain/access/role-definition.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { changedBy } from "./change-stamp.ts";
import { dynamo, fromItem, toItem } from "./client.ts";
import { keys } from "./keys.ts";
import { type RefusableWrite, versionConflict, writeOrRefuse } from "./refusable.ts";

/** The newest of an operator's own versions of roles; version 0 where there are none. */
export interface OwnRoles {
  readonly roles: readonly RoleDefinition[];
  readonly version: number;
}

/** A version of a role, and who made it when. */
export interface RoleVersion extends RoleDefinition {
  readonly changedAt: string;
  readonly changedBy: string;
}

/** An operator's own roles. Throws `version.conflict`. */
export function roleStore(tenant: TenantContext, directoryTable: string) {
  const { operatorId } = tenant;
  const key = keys.roles(operatorId);
  return {
    async current(): Promise<OwnRoles> {
      const { Item } = await dynamo.send(
        new GetItemCommand({ TableName: directoryTable, Key: toItem(key), ConsistentRead: true }),
      );
      return Item ? fromItem<OwnRoles>(Item) : { roles: [], version: 0 };
    },

    /** All versions of one role that the operator made, newest first; at most 100. */
    async versions(roleId: string): Promise<readonly RoleVersion[]> {
      const { pk, sk } = keys.roleVersion(operatorId, roleId, 0);
      const { Items = [] } = await dynamo.send(
        new QueryCommand({
          TableName: directoryTable,
          KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
          ExpressionAttributeValues: toItem({ ":pk": pk, ":prefix": sk.replace(/\d+$/, "") }),
          ScanIndexForward: false,
          Limit: 100,
        }),
      );
      return Items.map((item) => fromItem<RoleVersion>(item));
    },

    /** Makes a version the one that counts, and keeps it. */
    async write(
      before: OwnRoles,
      role: RoleDefinition,
      now: string,
      alsoWrite: readonly RefusableWrite[] = [],
    ): Promise<void> {
      const others = before.roles.filter(({ roleId }) => roleId !== role.roleId);
      const actor = changedBy(tenant);
      const current = {
        TableName: directoryTable,
        Item: toItem({
          ...key,
          roles: [...others, role],
          version: before.version + 1,
          updatedAt: now,
          ...actor,
        }),
        ConditionExpression: before.version === 0 ? "attribute_not_exists(pk)" : "#version = :read",
        ...(before.version > 0 && {
          ExpressionAttributeNames: { "#version": "version" },
          ExpressionAttributeValues: toItem({ ":read": before.version }),
        }),
      };
      const kept = {
        TableName: directoryTable,
        Item: toItem({
          ...keys.roleVersion(operatorId, role.roleId, role.version),
          ...role,
          changedAt: now,
          ...actor,
        }),
        ConditionExpression: "attribute_not_exists(pk)",
      };
      await writeOrRefuse([
        ...alsoWrite,
        versionConflict({ Put: current }),
        versionConflict({ Put: kept }),
      ]);
    },
  };
}

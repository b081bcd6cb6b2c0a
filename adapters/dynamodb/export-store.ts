import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import { DomainError } from "#domain/errors.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { changedBy } from "./change-stamp.ts";
import { dynamo, fromItem, toItem, ttlAfter } from "./client.ts";
import { keys } from "./keys.ts";
import { type RefusableWrite, versionConflict, writeOrRefuse } from "./refusable.ts";

const OPEN_SECONDS = 7 * 86_400;

/** Leave to take everything along that an operator has. */
export interface OperatorExport {
  readonly operatorId: string;
  /** The id of the approval. */
  readonly exportId: string;
  readonly requestedBy: string;
  readonly createdAt: string;
  readonly expiresAt: string;
}

/** An operator's exports, in the Directory table, for seven days. Throws `export.not-found`. */
export function exportStore(tenant: TenantContext, directoryTable: string) {
  const { operatorId } = tenant;
  return {
    async find(exportId: string): Promise<OperatorExport> {
      const { Item } = await dynamo.send(
        new GetItemCommand({
          TableName: directoryTable,
          Key: toItem(keys.operatorExport(operatorId, exportId)),
          ConsistentRead: true,
        }),
      );
      if (!Item) throw new DomainError("export.not-found", "There is no such export.");
      return fromItem<OperatorExport>(Item);
    },

    async create(
      { exportId, now }: { readonly exportId: string; readonly now: string },
      alsoWrite: readonly RefusableWrite[],
    ): Promise<void> {
      const expiresAt = new Date(Date.parse(now) + OPEN_SECONDS * 1000).toISOString();
      const Put = {
        TableName: directoryTable,
        Item: toItem({
          ...keys.operatorExport(operatorId, exportId),
          operatorId,
          exportId,
          requestedBy: tenant.subject,
          createdAt: now,
          expiresAt,
          ttl: ttlAfter(expiresAt, 0),
          ...changedBy(tenant),
        }),
        ConditionExpression: "attribute_not_exists(pk)",
      };
      await writeOrRefuse([...alsoWrite, versionConflict({ Put })]);
    },
  };
}

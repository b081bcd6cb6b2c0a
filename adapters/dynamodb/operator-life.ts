import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import { DomainError } from "#domain/errors.ts";
import type { Operator } from "#domain/tenancy/operator.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { dynamo, fromItem, toItem } from "./client.ts";
import { keys } from "./keys.ts";
import { type RefusableWrite, versionConflict, writeOrRefuse } from "./refusable.ts";
import { type FieldChanges, versionedUpdate } from "./versioned-update.ts";

/** The operator that one acts in, as it is suspended, resumed and ended. Throws `operator.not-found`, `version.conflict`. */
export function operatorLife(tenant: TenantContext, directoryTable: string) {
  const key = keys.operator(tenant.operatorId);
  return {
    async find(): Promise<Operator> {
      const { Item } = await dynamo.send(
        new GetItemCommand({ TableName: directoryTable, Key: toItem(key), ConsistentRead: true }),
      );
      if (!Item) throw new DomainError("operator.not-found", "There is no such operator.");
      return fromItem<Operator>(Item);
    },

    /** `alsoWrite` happens in the same transaction or not at all. */
    async change(
      before: Operator,
      fields: FieldChanges,
      now: string,
      alsoWrite: readonly RefusableWrite[] = [],
    ): Promise<void> {
      const Update = versionedUpdate({
        tableName: directoryTable,
        key,
        version: before.version,
        fields,
        actor: tenant,
        now,
      });
      await writeOrRefuse([...alsoWrite, versionConflict({ Update })]);
    },
  };
}

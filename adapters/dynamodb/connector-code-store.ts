import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import type { ConnectorCode } from "#domain/adhoc/connector-code.ts";
import { DomainError } from "#domain/errors.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { changedBy, unstamped } from "./change-stamp.ts";
import { dynamo, fromItem, toItem } from "./client.ts";
import { chargerPartition, keys } from "./keys.ts";
import { type Page, queryPage } from "./list-page.ts";
import { type RefusableWrite, versionConflict, writeOrRefuse } from "./refusable.ts";
import { versionedUpdate } from "./versioned-update.ts";

const codeOf = (item: Parameters<typeof fromItem>[0]): ConnectorCode =>
  unstamped(fromItem<ConnectorCode>(item)) as ConnectorCode;

/** The codes of one charger's connectors. Throws `adhoc.code-not-found`, `charger.not-found` and `version.conflict`. */
export function connectorCodeStore(tenant: TenantContext, fleetTable: string, chargerId: string) {
  const { operatorId } = tenant;
  const keyOf = (codeId: string) => keys.connectorCode(operatorId, chargerId, codeId);

  const creation = (code: ConnectorCode): RefusableWrite => ({
    item: {
      Put: {
        TableName: fleetTable,
        Item: toItem({ ...keyOf(code.codeId), ...code, ...changedBy(tenant), operatorId }),
        ConditionExpression: "attribute_not_exists(pk)",
      },
    },
    code: "request.conflict",
    message: "There is such a code already.",
  });
  const chargerIsThere: RefusableWrite = {
    item: {
      ConditionCheck: {
        TableName: fleetTable,
        Key: toItem(keys.charger(operatorId, chargerId)),
        ConditionExpression: "attribute_exists(pk)",
      },
    },
    code: "charger.not-found",
    message: "There is no such charger.",
  };
  const ending = (before: ConnectorCode, endsAt: string, now: string): RefusableWrite =>
    versionConflict({
      Update: versionedUpdate({
        tableName: fleetTable,
        key: keyOf(before.codeId),
        version: before.version,
        fields: { endsAt },
        actor: tenant,
        now,
      }),
    });

  return {
    async list(limit: number, after?: string): Promise<Page<ConnectorCode>> {
      const { items, hasMore } = await queryPage({
        TableName: fleetTable,
        ConsistentRead: true,
        KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
        ExpressionAttributeValues: toItem({
          ":pk": chargerPartition(operatorId, chargerId),
          ":prefix": keyOf("").sk,
        }),
        Limit: limit,
        ...(after !== undefined && { ExclusiveStartKey: toItem(keyOf(after)) }),
      });
      const codes = items.map(codeOf);
      const last = codes.at(-1);
      return { items: codes, ...(hasMore && last && { after: last.codeId }) };
    },

    async lookUp(codeId: string): Promise<ConnectorCode | undefined> {
      const { Item } = await dynamo.send(
        new GetItemCommand({
          TableName: fleetTable,
          Key: toItem(keyOf(codeId)),
          ConsistentRead: true,
        }),
      );
      return Item && codeOf(Item);
    },

    async find(codeId: string): Promise<ConnectorCode> {
      const code = await this.lookUp(codeId);
      if (!code) throw new DomainError("adhoc.code-not-found", "There is no such code.");
      return code;
    },

    create: (code: ConnectorCode): Promise<void> => writeOrRefuse([chargerIsThere, creation(code)]),

    /** A new code in place of one, which ends at a time. */
    replace: (
      before: ConnectorCode,
      after: ConnectorCode,
      end: { readonly endsAt: string; readonly now: string },
    ): Promise<void> =>
      writeOrRefuse([ending(before, end.endsAt, end.now), chargerIsThere, creation(after)]),

    withdraw: (before: ConnectorCode, now: string): Promise<void> =>
      writeOrRefuse([ending(before, now, now)]),
  };
}

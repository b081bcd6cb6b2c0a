import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import { type ApiClient, isApiClientOver } from "#domain/access/api-client.ts";
import { DomainError } from "#domain/errors.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { changedBy, unstamped } from "./change-stamp.ts";
import { dynamo, fromItem, type Item, toItem } from "./client.ts";
import { keys } from "./keys.ts";
import { type Page, queryPage } from "./list-page.ts";
import { type RefusableWrite, versionConflict, writeOrRefuse } from "./refusable.ts";
import { type FieldChanges, versionedUpdate } from "./versioned-update.ts";

/** All operators' programs share one user pool, and Cognito limits how many it holds (docs/adr/0085). */
const MOST = 50;

/** An operator's API clients. Throws `api-client.not-found`, `api-client.too-many` and `version.conflict`. */
export function apiClientStore(tenant: TenantContext, directoryTable: string) {
  const { operatorId } = tenant;
  const keyOf = (clientId: string) => keys.apiClient(operatorId, clientId);
  const putNew = (client: ApiClient): RefusableWrite =>
    versionConflict({
      Put: {
        TableName: directoryTable,
        Item: toItem({ ...keyOf(client.clientId), ...client, ...changedBy(tenant), operatorId }),
        ConditionExpression: "attribute_not_exists(pk)",
      },
    });
  const update = (before: ApiClient, fields: FieldChanges, now: string): RefusableWrite =>
    versionConflict({
      Update: versionedUpdate({
        tableName: directoryTable,
        key: keyOf(before.clientId),
        version: before.version,
        fields,
        actor: tenant,
        now,
      }),
    });
  return {
    all: () => apiClientsOf(directoryTable, operatorId),
    list: (limit: number, after?: string) => pageOf(directoryTable, operatorId, limit, after),

    async find(clientId: string): Promise<ApiClient> {
      const Key = toItem(keyOf(clientId));
      const { Item } = await dynamo.send(
        new GetItemCommand({ TableName: directoryTable, Key, ConsistentRead: true }),
      );
      if (Item) return apiClientFrom(Item);
      throw new DomainError("api-client.not-found", "There is no such API client.");
    },

    /** While secrets are rotated there may be twice as many, each beside its successor. */
    async refuseOneMore(now: string, { isRotation = false } = {}): Promise<void> {
      const clients = await apiClientsOf(directoryTable, operatorId);
      const most = isRotation ? 2 * MOST : MOST;
      if (clients.filter((client) => !isApiClientOver(client, now)).length < most) return;
      throw new DomainError("api-client.too-many", `An operator may have ${MOST} API clients.`);
    },

    /** `alsoWrite` comes first in the transaction. */
    async create(client: ApiClient, alsoWrite: readonly RefusableWrite[] = []): Promise<void> {
      await writeOrRefuse([...alsoWrite, putNew(client)]);
    },

    async change(
      before: ApiClient,
      fields: FieldChanges,
      now: string,
      alsoWrite: readonly RefusableWrite[] = [],
    ): Promise<void> {
      await writeOrRefuse([...alsoWrite, update(before, fields, now)]);
    },

    /** Puts a successor beside a client, and lets that one end, both or neither. */
    async replace(
      before: ApiClient,
      successor: ApiClient,
      { expiresAt, now }: { readonly expiresAt: string; readonly now: string },
    ): Promise<void> {
      const fields = { expiresAt, replacedBy: successor.clientId };
      await writeOrRefuse([update(before, fields, now), putNew(successor)]);
    },
  };
}

/** Every API client of an operator, those that are over too. */
export async function apiClientsOf(
  directoryTable: string,
  operatorId: string,
): Promise<readonly ApiClient[]> {
  const clients: ApiClient[] = [];
  let after: string | undefined;
  do {
    const page = await pageOf(directoryTable, operatorId, 100, after);
    clients.push(...page.items);
    after = page.after;
  } while (after !== undefined);
  return clients;
}

async function pageOf(
  directoryTable: string,
  operatorId: string,
  limit: number,
  after?: string,
): Promise<Page<ApiClient>> {
  const { items, hasMore } = await queryPage({
    TableName: directoryTable,
    ConsistentRead: true,
    KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
    ExpressionAttributeValues: toItem({
      ":pk": operatorId,
      ":prefix": keys.apiClient(operatorId, "").sk,
    }),
    Limit: limit,
    ...(after !== undefined && {
      ExclusiveStartKey: toItem(keys.apiClient(operatorId, after)),
    }),
  });
  const clients = items.map(apiClientFrom);
  const last = clients.at(-1);
  return { items: clients, ...(hasMore && last && { after: last.clientId }) };
}

function apiClientFrom(item: Item): ApiClient {
  return unstamped(fromItem<ApiClient>(item));
}

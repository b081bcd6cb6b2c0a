import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import { DomainError } from "#domain/errors.ts";
import type { PendingCharger } from "#domain/fleet/pending-charger.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { stampedUpdate } from "./change-stamp.ts";
import { dynamo, fromItem, type Item, toItem, ttlAfter } from "./client.ts";
import { keys } from "./keys.ts";
import { filledPage, type Page, queryPage } from "./list-page.ts";
import { type RefusableWrite, writeOrRefuse } from "./refusable.ts";

const NOT_WAITING = {
  code: "pending-charger.not-found",
  message: "No such station waits.",
} as const;

/**
 * The stations that wait for a person of the operator. They stand on no site, so only who may act on all sites sees them.
 * Throws `pending-charger.not-found`.
 */
export function pendingChargerStore(tenant: TenantContext, fleetTable: string) {
  const { operatorId, sites } = tenant;
  const isOpen = sites === "everywhere";

  const page = async (limit: number, after?: string): Promise<Page<PendingCharger>> => {
    const { pk, sk } = keys.pendingCharger(operatorId, "");
    const { items, hasMore } = await queryPage({
      TableName: fleetTable,
      KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
      ExpressionAttributeValues: toItem({ ":pk": pk, ":prefix": sk }),
      Limit: limit,
      ...(after !== undefined && {
        ExclusiveStartKey: toItem(keys.pendingCharger(operatorId, after)),
      }),
    });
    const last = items.at(-1)?.["sk"]?.S?.slice(sk.length);
    const shown = items.filter(isCurrent).map((item) => fromItem<PendingCharger>(item));
    return {
      items: shown.filter(({ state }) => state !== "adopted"),
      ...(hasMore && last !== undefined && { after: last }),
    };
  };

  const decide = (
    chargerId: string,
    decision: { readonly state: "adopted" | "refused"; readonly until: string },
    now: string,
  ): RefusableWrite => {
    const isRefused = decision.state === "refused";
    const { expression, values } = stampedUpdate(tenant, {
      set: ["#state = :state", "#ttl = :ttl", ...(isRefused ? ["refusedUntil = :until"] : [])],
      remove: isRefused ? [] : ["refusedUntil"],
    });
    const Update = {
      TableName: fleetTable,
      Key: toItem(keys.pendingCharger(operatorId, chargerId)),
      ConditionExpression: "#state IN (:waiting, :refused) AND #ttl > :now",
      UpdateExpression: expression,
      ExpressionAttributeNames: { "#state": "state", "#ttl": "ttl" },
      ExpressionAttributeValues: toItem({
        ...values,
        ":state": decision.state,
        ":waiting": "waiting",
        ":refused": "refused",
        ":ttl": ttlAfter(decision.until, 0),
        ":now": Math.floor(Date.parse(now) / 1000),
        ...(isRefused && { ":until": decision.until }),
      }),
    };
    return { item: { Update }, ...NOT_WAITING };
  };

  return {
    list: (limit: number, after?: string): Promise<Page<PendingCharger>> =>
      isOpen ? filledPage(page, limit, after) : Promise.resolve({ items: [] }),

    async find(chargerId: string): Promise<PendingCharger> {
      const key = keys.pendingCharger(operatorId, chargerId);
      const { Item } = await dynamo.send(
        new GetItemCommand({ TableName: fleetTable, Key: toItem(key), ConsistentRead: true }),
      );
      const found = Item && isCurrent(Item) ? fromItem<PendingCharger>(Item) : undefined;
      if (!isOpen || !found || found.state === "adopted")
        throw new DomainError(NOT_WAITING.code, NOT_WAITING.message);
      return found;
    },

    /** The member of the transaction that makes a charger of a station; what it told is kept for a day more. */
    adopted(chargerId: string, now: string): RefusableWrite {
      const until = new Date(Date.parse(now) + 86_400_000).toISOString();
      return decide(chargerId, { state: "adopted", until }, now);
    },

    async refuse(chargerId: string, until: string, now: string): Promise<void> {
      await writeOrRefuse([decide(chargerId, { state: "refused", until }, now)]);
    },
  };
}

/** DynamoDB may take days to remove what is over. */
function isCurrent({ ttl }: Item): boolean {
  return Number(ttl?.N) > Date.now() / 1000;
}

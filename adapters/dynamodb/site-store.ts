import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import { includesSite } from "#domain/access/effective-permissions.ts";
import { DomainError } from "#domain/errors.ts";
import type { Site } from "#domain/fleet/charger.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { changedBy } from "./change-stamp.ts";
import { dynamo, fromItem, toItem } from "./client.ts";
import { keys } from "./keys.ts";
import { type Page, queryPage, readIndexed } from "./list-page.ts";
import { deleteMarked } from "./marked-delete.ts";
import { moveReference } from "./references.ts";
import { versionConflict, writeOrRefuse } from "./refusable.ts";
import { type FieldChanges, versionedUpdate } from "./versioned-update.ts";

/** One site of the operator that the caller may see. Throws `site.not-found`. */
export async function findSite(
  { operatorId, sites }: TenantContext,
  fleetTable: string,
  siteId: string,
): Promise<Site> {
  const { Item } = await dynamo.send(
    new GetItemCommand({
      TableName: fleetTable,
      Key: toItem(keys.site(operatorId, siteId)),
      ConsistentRead: true,
    }),
  );
  if (!Item || !includesSite(sites, siteId)) {
    throw new DomainError("site.not-found", "There is no such site.");
  }
  return fromItem<Site>(Item);
}

/** An operator's sites, as far as the caller may see them. Throws `site.not-found`, `site.already-exists`, `site.in-use` and `version.conflict`. */
export function siteStore(
  tenant: TenantContext,
  tables: { readonly fleetTable: string; readonly chargingTable: string },
) {
  const { operatorId, sites: permitted } = tenant;
  const { fleetTable, chargingTable } = tables;
  const keyOf = (siteId: string) => keys.site(operatorId, siteId);
  const tariffs = {
    tableName: chargingTable,
    keyOf: (tariffId: string) => keys.tariff(operatorId, tariffId),
    pointer: "/tariffId",
  };

  const listGiven = async (
    given: readonly string[],
    limit: number,
    after = "",
  ): Promise<Page<Site>> => {
    const wanted = given.filter((siteId) => siteId > after);
    const siteIds = wanted.slice(0, limit);
    const items = await readIndexed(
      fleetTable,
      siteIds.map((siteId) => toItem(keyOf(siteId))),
    );
    const last = siteIds.at(-1);
    return {
      items: items.map((item) => fromItem<Site>(item)),
      ...(wanted.length > limit && last !== undefined && { after: last }),
    };
  };

  const list = async (limit: number, after?: string): Promise<Page<Site>> => {
    if (permitted !== "everywhere") return listGiven(permitted, limit, after);
    const { items, hasMore } = await queryPage({
      TableName: fleetTable,
      KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
      ExpressionAttributeValues: toItem({ ":pk": operatorId, ":prefix": keyOf("").sk }),
      Limit: limit,
      ...(after !== undefined && { ExclusiveStartKey: toItem(keyOf(after)) }),
    });
    const sites = items.map((item) => fromItem<Site>(item));
    const last = sites.at(-1);
    return { items: sites, ...(hasMore && last && { after: last.siteId }) };
  };

  return {
    list,

    async *all(): AsyncGenerator<Site> {
      let after: string | undefined;
      do {
        const page = await list(100, after);
        yield* page.items;
        after = page.after;
      } while (after !== undefined);
    },

    find: (siteId: string) => findSite(tenant, fleetTable, siteId),

    /** Throws `access.forbidden` where the caller's right counts on certain sites: a new one is none of them. */
    async create(site: Site): Promise<void> {
      if (!includesSite(permitted, site.siteId)) {
        throw new DomainError("access.forbidden", "Your right counts on certain sites only.");
      }
      await writeOrRefuse([
        {
          item: {
            Put: {
              TableName: fleetTable,
              Item: toItem({ ...keyOf(site.siteId), ...site, ...changedBy(tenant), operatorId }),
              ConditionExpression: "attribute_not_exists(pk)",
            },
          },
          code: "site.already-exists",
          message: "There is a site with this id already.",
        },
        ...moveReference(tariffs, undefined, site.tariffId),
      ]);
    },

    /** `fields` may hold `tariffId`: a new choice, null for none, or undefined for no change. */
    async change(
      before: Site,
      fields: FieldChanges & { readonly tariffId?: string | null | undefined },
      now: string,
    ): Promise<void> {
      const tariffId = fields.tariffId === undefined ? before.tariffId : fields.tariffId;
      const Update = versionedUpdate({
        tableName: fleetTable,
        key: keyOf(before.siteId),
        version: before.version,
        fields,
        actor: tenant,
        now,
      });
      await writeOrRefuse([
        versionConflict({ Update }),
        ...moveReference(tariffs, before.tariffId, tariffId ?? undefined),
      ]);
    },

    async remove(before: Site, now: string): Promise<void> {
      await deleteMarked({
        tableName: fleetTable,
        key: keyOf(before.siteId),
        version: before.version,
        actor: tenant,
        now,
        alsoWrite: moveReference(tariffs, before.tariffId, undefined),
        whenReferenced: { code: "site.in-use", message: "The site still has chargers." },
      });
    },
  };
}

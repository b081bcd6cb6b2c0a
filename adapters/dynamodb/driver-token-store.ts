import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { type Actor, changedBy, stampedUpdate } from "./change-stamp.ts";
import { fromItem, toItem } from "./client.ts";
import { keys } from "./keys.ts";
import { type Page, queryPage } from "./list-page.ts";
import { driverPartition } from "./people-keys.ts";
import { writeOrRefuse } from "./refusable.ts";
import { touchDriver } from "./touch-driver.ts";

/** That a token is a driver's. */
export interface DriverToken {
  readonly driverId: string;
  readonly tokenRef: string;
  readonly attachedAt: string;
}

/** How a token gets or loses its owner. */
interface OwnerChange {
  readonly condition: string;
  readonly set?: readonly string[];
  readonly remove?: readonly string[];
}

interface Tables {
  readonly peopleTable: string;
  readonly chargingTable: string;
}

/** Which tokens are whose: the token names its driver, the driver's partition names the token, in one transaction. */
export function driverTokenStore(
  tenant: Actor & Pick<TenantContext, "operatorId">,
  { peopleTable, chargingTable }: Tables,
) {
  const { operatorId } = tenant;
  const changeOfToken = (tokenRef: string, driverId: string, change: OwnerChange) => {
    const stamp = stampedUpdate(tenant, change);
    return {
      Update: {
        TableName: chargingTable,
        Key: toItem(keys.token(operatorId, tokenRef)),
        ConditionExpression: change.condition,
        UpdateExpression: `${stamp.expression} ADD #version :one`,
        ExpressionAttributeNames: { "#version": "version" },
        ExpressionAttributeValues: toItem({
          ":driver": driverId,
          ...stamp.values,
          ":one": 1,
        }),
      },
    };
  };
  return {
    async list(driverId: string, limit: number, after?: string): Promise<Page<DriverToken>> {
      const pk = driverPartition(operatorId, driverId);
      const keyOf = (tokenRef: string) => keys.driverToken(operatorId, driverId, tokenRef);
      const { items, hasMore } = await queryPage({
        TableName: peopleTable,
        ConsistentRead: true,
        KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
        ExpressionAttributeValues: toItem({ ":pk": pk, ":prefix": keyOf("").sk }),
        Limit: limit,
        ...(after !== undefined && { ExclusiveStartKey: toItem(keyOf(after)) }),
      });
      const tokens = items.map((item) => fromItem<DriverToken>(item));
      const last = tokens.at(-1);
      return { items: tokens, ...(hasMore && last && { after: last.tokenRef }) };
    },

    /** Throws `token.not-found` and `driver.token-taken`, and `driver.erased` for a driver who is not there any more. */
    async attach(token: DriverToken): Promise<void> {
      const { driverId, tokenRef } = token;
      const item = changeOfToken(tokenRef, driverId, {
        condition: "attribute_exists(pk) AND attribute_not_exists(driverId)",
        set: ["driverId = :driver"],
      });
      await writeOrRefuse([
        touchDriver(tenant, peopleTable, driverId, token.attachedAt),
        {
          item: {
            Put: {
              TableName: peopleTable,
              Item: toItem({
                ...keys.driverToken(operatorId, driverId, tokenRef),
                operatorId,
                ...token,
                ...changedBy(tenant),
              }),
            },
          },
          code: "driver.token-taken",
          message: "The token belongs to a driver.",
        },
        { item, code: "driver.token-taken", message: "The token belongs to a driver." },
      ]);
    },

    /** Throws `token.not-found` where the driver has no such token. */
    async detach(driverId: string, tokenRef: string): Promise<void> {
      const notFound = {
        code: "token.not-found",
        message: "The driver has no such token.",
      } as const;
      const removal = {
        Delete: {
          TableName: peopleTable,
          Key: toItem(keys.driverToken(operatorId, driverId, tokenRef)),
          ConditionExpression: "attribute_exists(pk)",
        },
      };
      const item = changeOfToken(tokenRef, driverId, {
        condition: "driverId = :driver",
        remove: ["driverId"],
      });
      await writeOrRefuse([
        { item: removal, ...notFound },
        { item, ...notFound },
      ]);
    },
  };
}

import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { type Actor, stampedUpdate } from "./change-stamp.ts";
import { toItem } from "./client.ts";
import { keys } from "./keys.ts";
import type { RefusableWrite } from "./refusable.ts";

/** Marks that a driver was active, in the transaction of what they did; refused where they are being erased. */
export function touchDriver(
  tenant: Actor & Pick<TenantContext, "operatorId">,
  peopleTable: string,
  driverId: string,
  now: string,
): RefusableWrite {
  const stamp = stampedUpdate(tenant, { set: ["lastActiveAt = :now"] });
  return {
    item: {
      Update: {
        TableName: peopleTable,
        Key: toItem(keys.driver(tenant.operatorId, driverId)),
        ConditionExpression: "#state = :active",
        UpdateExpression: stamp.expression,
        ExpressionAttributeNames: { "#state": "state" },
        ExpressionAttributeValues: toItem({
          ":active": "active",
          ":now": now,
          ...stamp.values,
        }),
      },
    },
    code: "driver.erased",
    message: "The driver is being erased, or is.",
  };
}

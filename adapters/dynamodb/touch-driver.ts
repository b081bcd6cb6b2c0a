import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { toItem } from "./client.ts";
import { keys } from "./keys.ts";
import type { RefusableWrite } from "./refusable.ts";

/** Marks that a driver was active, in the transaction of what they did; refused where they are being erased. */
export function touchDriver(
  tenant: Pick<TenantContext, "operatorId" | "subject" | "requestId">,
  peopleTable: string,
  driverId: string,
  now: string,
): RefusableWrite {
  return {
    item: {
      Update: {
        TableName: peopleTable,
        Key: toItem(keys.driver(tenant.operatorId, driverId)),
        ConditionExpression: "#state = :active",
        UpdateExpression: "SET lastActiveAt = :now, changedBy = :by, changeRequestId = :request",
        ExpressionAttributeNames: { "#state": "state" },
        ExpressionAttributeValues: toItem({
          ":active": "active",
          ":now": now,
          ":by": tenant.subject,
          ":request": tenant.requestId,
        }),
      },
    },
    code: "driver.erased",
    message: "The driver is being erased, or is.",
  };
}

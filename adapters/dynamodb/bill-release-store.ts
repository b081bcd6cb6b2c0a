import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { Session } from "#domain/charging/session.ts";
import { DomainError } from "#domain/errors.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { stampedUpdate } from "./change-stamp.ts";
import { dynamo, refusedConditions, toItem } from "./client.ts";
import { keys } from "./keys.ts";

/**
 * Keeps that a bill was released, once, and only as it was judged. Throws `session.bill-not-held` where it was released
 * before, and `version.conflict` where it has changed since it was read.
 */
export function billReleaseStore(tenant: TenantContext, chargingTable: string) {
  return async (before: Session, released: Session, reason: string): Promise<void> => {
    const { billReleasedAt, energyWh, computedEnergyWh, cost } = released;
    const corrected = { energyWh, computedEnergyWh, cost };
    const set = Object.entries({ billReleasedAt, ...corrected }).filter(
      ([, value]) => value !== undefined,
    );
    const { expression, values } = stampedUpdate(
      { ...tenant, reason },
      { set: set.map(([name]) => `${name} = :${name}`) },
    );
    try {
      await dynamo.send(
        new UpdateItemCommand({
          TableName: chargingTable,
          Key: toItem(keys.session(tenant.operatorId, before.sessionId)),
          ConditionExpression:
            "attribute_not_exists(billReleasedAt) AND flags = :flags AND endedAt = :endedAt AND energyWh = :before",
          UpdateExpression: expression,
          ExpressionAttributeValues: toItem({
            ...values,
            ...Object.fromEntries(set.map(([name, value]) => [`:${name}`, value])),
            ":flags": before.flags,
            ":endedAt": before.endedAt,
            ":before": before.energyWh,
          }),
        }),
      );
    } catch (error) {
      if (!refusedConditions(error)) throw error;
      throw new DomainError("version.conflict", "The session has changed since it was judged.");
    }
  };
}

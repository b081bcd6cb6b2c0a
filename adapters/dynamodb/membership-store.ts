import { BatchGetItemCommand } from "@aws-sdk/client-dynamodb";
import { type Membership, ROLES, type Role } from "#domain/tenancy/membership.ts";
import { PLATFORM_SCOPE } from "#domain/tenancy/tenant-context.ts";
import { dynamo, toItem } from "./client.ts";
import { keys } from "./keys.ts";

/**
 * Memberships of the Directory table. One read gives the person's place in the operator, their place in the platform
 * and whether there is such an operator at all; a SystemAdmin's place counts before any other.
 */
export function membershipStore(directoryTable: string) {
  return async (subject: string, scope: string): Promise<Membership | undefined> => {
    const ofPlatform = keys.membership(PLATFORM_SCOPE, subject);
    const isPlatform = scope === PLATFORM_SCOPE;
    const wanted = isPlatform
      ? [ofPlatform]
      : [ofPlatform, keys.membership(scope, subject), keys.operator(scope)];
    const { Responses, UnprocessedKeys } = await dynamo.send(
      new BatchGetItemCommand({
        RequestItems: { [directoryTable]: { Keys: wanted.map(toItem), ConsistentRead: true } },
      }),
    );
    if (Object.keys(UnprocessedKeys ?? {}).length > 0) throw new Error("DynamoDB left keys unread");

    const items = Responses?.[directoryTable] ?? [];
    const roleIn = (partition: string) =>
      role(items.find(({ pk, sk }) => pk?.S === partition && sk?.S === ofPlatform.sk)?.["role"]?.S);
    const operatorExists = items.some(({ sk }) => sk?.S === "OPERATOR");
    if (!isPlatform && !operatorExists) return undefined;

    const platformRole = roleIn(PLATFORM_SCOPE);
    if (platformRole === "system-admin") {
      return { subject, scope: PLATFORM_SCOPE, role: platformRole };
    }
    const ownRole = isPlatform ? undefined : roleIn(scope);
    return ownRole && { subject, scope, role: ownRole };
  };
}

function role(stored: string | undefined): Role | undefined {
  return ROLES.find((known) => known === stored);
}

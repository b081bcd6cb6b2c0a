import { BatchGetItemCommand } from "@aws-sdk/client-dynamodb";
import { type ApiClient, standingOfApiClient } from "#domain/access/api-client.ts";
import type { Member } from "#domain/access/member.ts";
import type { RoleDefinition } from "#domain/access/role-definition.ts";
import { PLATFORM_SCOPE } from "#domain/access/standing.ts";
import { standingOf } from "#domain/access/standing-of.ts";
import type { FindVisitor, PlaceInUse, Visitor } from "#domain/tenancy/visitor.ts";
import { dynamo, fromItem, type Item, toItem } from "./client.ts";
import { type Key, keys } from "./keys.ts";
import { memberFrom } from "./member-item.ts";
import { signInKeys, signInRecordIn } from "./sign-in-record.ts";

/**
 * Who somebody is, from the Directory table: one consistent read of their places in the operator and in the platform,
 * of the sign-in that they come with, of the operator's own roles and of the operator itself; of a program, its own item
 * instead of places and sign-ins. Nothing is remembered, so what was taken away a moment ago counts no more
 * (docs/adr/0060).
 */
export function standingStore(directoryTable: string): FindVisitor {
  const readAll = async (wanted: readonly Key[]): Promise<readonly Item[]> => {
    const { Responses, UnprocessedKeys } = await dynamo.send(
      new BatchGetItemCommand({
        RequestItems: { [directoryTable]: { Keys: wanted.map(toItem), ConsistentRead: true } },
      }),
    );
    if (Object.keys(UnprocessedKeys ?? {}).length > 0) throw new Error("DynamoDB left keys unread");
    return Responses?.[directoryTable] ?? [];
  };

  const findProgram = async (subject: string, clientId: string, scope: string) => {
    // No program stands above the operators.
    const isPlatform = scope === PLATFORM_SCOPE;
    const key = keys.apiClient(scope, clientId);
    const items = isPlatform ? [] : await readAll([key, keys.roles(scope), keys.operator(scope)]);
    const item = items.find(({ sk }) => sk?.S === key.sk);
    const client = item && fromItem<ApiClient>(item);
    return {
      standing: standingOfApiClient({ subject, operatorId: scope }, client, rolesIn(items)),
      operator: isPlatform ? "open" : doorOf(items),
      places: client ? [placeOf(scope, client)] : [],
    } satisfies Visitor;
  };

  return async ({ subject, clientId, signInId }, scope): Promise<Visitor> => {
    if (clientId !== undefined) return findProgram(subject, clientId, scope);
    const isPlatform = scope === PLATFORM_SCOPE;
    const ofPlatform = keys.membership(PLATFORM_SCOPE, subject);
    const ofOperator = [
      keys.membership(scope, subject),
      keys.roles(scope),
      keys.operator(scope),
    ] as const;
    const items = await readAll([
      ...(isPlatform ? [ofPlatform] : [ofPlatform, ...ofOperator]),
      ...signInKeys({ subject, scope, signInId }),
    ]);
    const members = items.filter(({ sk }) => sk?.S === ofPlatform.sk).map(memberFrom);
    const signIn = signInRecordIn(items, members);
    return {
      standing: standingOf({ subject, operatorId: scope }, ownFirst(members), rolesIn(items)),
      operator: isPlatform ? "open" : doorOf(items),
      places: members.map((member) => placeOf(member.scope, member)),
      ...(signIn && { signIn }),
    };
  };
}

function placeOf(scope: string, { lastUsedAt }: { readonly lastUsedAt?: string }): PlaceInUse {
  return { scope, ...(lastUsedAt !== undefined && { lastUsedAt }) };
}

/** The operator's place before the platform's, so that reasons come in a steady order. */
function ownFirst(members: readonly Member[]): readonly Member[] {
  return members.toSorted(
    (a, b) => Number(a.scope === PLATFORM_SCOPE) - Number(b.scope === PLATFORM_SCOPE),
  );
}

function rolesIn(items: readonly Item[]): readonly RoleDefinition[] {
  const item = items.find(({ sk }) => sk?.S === "ROLES");
  return item ? fromItem<{ roles: readonly RoleDefinition[] }>(item).roles : [];
}

function doorOf(items: readonly Item[]): Visitor["operator"] {
  const operator = items.find(({ sk }) => sk?.S === "OPERATOR");
  if (!operator) return "missing";
  return operator["suspendedAt"] === undefined ? "open" : "suspended";
}

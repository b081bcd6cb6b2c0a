import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import type { Grant } from "#domain/access/grants.ts";
import type { Member } from "#domain/access/member.ts";
import { DomainError } from "#domain/errors.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { changedBy } from "./change-stamp.ts";
import { dynamo, toItem } from "./client.ts";
import { keys } from "./keys.ts";
import { type Page, queryPage } from "./list-page.ts";
import { memberFrom } from "./member-item.ts";
import { type RefusableWrite, versionConflict, writeOrRefuse } from "./refusable.ts";

/** A member as they were read (absent for a new one) and as they are to be. */
export interface MemberChange {
  readonly before: Member | undefined;
  readonly after: Member;
}

/** An operator's members. Throws `member.not-found`, `member.already-exists` and `version.conflict`. */
export function memberStore(tenant: TenantContext, directoryTable: string) {
  const { operatorId } = tenant;
  const keyOf = (subject: string) => keys.membership(operatorId, subject);

  const lookUp = async (subject: string): Promise<Member | undefined> => {
    const Key = toItem(keyOf(subject));
    const { Item } = await dynamo.send(
      new GetItemCommand({ TableName: directoryTable, Key, ConsistentRead: true }),
    );
    return Item && memberFrom(Item);
  };

  const list = async (limit: number, after?: string): Promise<Page<Member>> => {
    const { items, hasMore } = await queryPage({
      TableName: directoryTable,
      ConsistentRead: true,
      KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
      ExpressionAttributeValues: toItem({ ":pk": operatorId, ":prefix": keyOf("").sk }),
      Limit: limit,
      ...(after !== undefined && { ExclusiveStartKey: toItem(keyOf(after)) }),
    });
    const members = items.map(memberFrom);
    const last = members.at(-1);
    return { items: members, ...(hasMore && last && { after: last.subject }) };
  };

  return {
    lookUp,
    list,

    async find(subject: string): Promise<Member> {
      const member = await lookUp(subject);
      if (member) return member;
      throw new DomainError(
        "member.not-found",
        "Nobody with this subject belongs to the operator.",
      );
    },

    async all(): Promise<readonly Member[]> {
      const members: Member[] = [];
      let after: string | undefined;
      do {
        const page = await list(100, after);
        members.push(...page.items);
        after = page.after;
      } while (after !== undefined);
      return members;
    },

    /**
     * Writes a member, and with them the record of each grant that changed. `alsoWrite` comes first in the transaction.
     * Gives the member as stored.
     */
    async write(
      { before, after }: MemberChange,
      now: string,
      alsoWrite: readonly RefusableWrite[] = [],
    ): Promise<Member> {
      const stored = { ...after, updatedAt: now, version: (before?.version ?? 0) + 1 };
      const actor = changedBy(tenant);
      const records = changedGrants(before, after).map((grant) => ({
        Put: {
          TableName: directoryTable,
          Item: toItem({ ...keys.grant(operatorId, grant.grantId), ...grant, ...actor }),
        },
      }));
      const Put = {
        TableName: directoryTable,
        Item: toItem({
          ...keyOf(after.subject),
          ...keys.memberIndex(operatorId, after.subject),
          ...stored,
          ...actor,
        }),
        ...conditionOn(before),
      };
      await writeOrRefuse([
        ...alsoWrite,
        before ? versionConflict({ Put }) : { item: { Put }, ...EXISTS },
        ...records.map(versionConflict),
      ]);
      return stored;
    },
  };
}

const EXISTS = {
  code: "member.already-exists",
  message: "The person belongs to the operator already.",
} as const;

function conditionOn(before: Member | undefined) {
  if (!before) return { ConditionExpression: "attribute_not_exists(pk)" };
  const ExpressionAttributeNames = { "#version": "version" };
  if (before.version === 0) {
    return {
      ConditionExpression: "attribute_exists(pk) AND attribute_not_exists(#version)",
      ExpressionAttributeNames,
    };
  }
  return {
    ConditionExpression: "#version = :read",
    ExpressionAttributeNames,
    ExpressionAttributeValues: toItem({ ":read": before.version }),
  };
}

function changedGrants(before: Member | undefined, after: Member): readonly Grant[] {
  return Object.values(after.grants).filter(
    (grant) => JSON.stringify(grant) !== JSON.stringify(before?.grants[grant.grantId]),
  );
}

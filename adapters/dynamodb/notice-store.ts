import { GetItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { type Notice, noticeIdOf } from "#domain/consent/notice.ts";
import { DomainError } from "#domain/errors.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { changedBy, stampedUpdate } from "./change-stamp.ts";
import { dynamo, fromItem, refusedConditions, toItem } from "./client.ts";
import { keys } from "./keys.ts";
import { type Page, queryPage } from "./list-page.ts";
import { versionConflict, writeOrRefuse } from "./refusable.ts";

type Words = Omit<Notice, "noticeId" | "version" | "operatorId">;

/** The words that an operator's drivers are shown, every version for good. Throws `notice.not-found`. */
export function noticeStore(tenant: TenantContext, peopleTable: string) {
  const { operatorId } = tenant;
  const keyOf = (noticeId: string) => keys.notice(operatorId, noticeId);

  const lookUp = async (noticeId: string): Promise<Notice | undefined> => {
    const { Item } = await dynamo.send(
      new GetItemCommand({
        TableName: peopleTable,
        Key: toItem(keyOf(noticeId)),
        ConsistentRead: true,
      }),
    );
    return Item && fromItem<Notice>(Item);
  };

  const newest = async (words: Pick<Words, "purpose" | "language" | "channel">) => {
    const series = noticeIdOf(words, 0).slice(0, -"000000".length);
    const { items } = await queryPage({
      TableName: peopleTable,
      ConsistentRead: true,
      KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
      ExpressionAttributeValues: toItem({ ":pk": operatorId, ":prefix": keyOf(series).sk }),
      ScanIndexForward: false,
      Limit: 1,
    });
    return items[0] && fromItem<Notice>(items[0]);
  };

  const stamp = stampedUpdate(tenant, {
    set: ["retiredAt = if_not_exists(retiredAt, :now)"],
  });
  const retirement = (noticeId: string, now: string) => ({
    TableName: peopleTable,
    Key: toItem(keyOf(noticeId)),
    ConditionExpression: "attribute_exists(pk)",
    UpdateExpression: stamp.expression,
    ExpressionAttributeValues: toItem({
      ":now": now,
      ...stamp.values,
    }),
  });

  return {
    lookUp,
    newest,

    async find(noticeId: string): Promise<Notice> {
      const notice = await lookUp(noticeId);
      if (!notice) throw new DomainError("notice.not-found", "There is no such notice.");
      return notice;
    },

    async list(limit: number, after?: string): Promise<Page<Notice>> {
      const { items, hasMore } = await queryPage({
        TableName: peopleTable,
        KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
        ExpressionAttributeValues: toItem({ ":pk": operatorId, ":prefix": keyOf("").sk }),
        Limit: limit,
        ...(after !== undefined && { ExclusiveStartKey: toItem(keyOf(after)) }),
      });
      const notices = items.map((item) => fromItem<Notice>(item));
      const last = notices.at(-1);
      return { items: notices, ...(hasMore && last && { after: last.noticeId }) };
    },

    /** Publishes words as the next version, and retires the version before. Throws `version.conflict`. */
    async publish(words: Words): Promise<Notice> {
      const before = await newest(words);
      const version = (before?.version ?? 0) + 1;
      const notice: Notice = {
        ...words,
        operatorId,
        noticeId: noticeIdOf(words, version),
        version,
      };
      const Put = {
        TableName: peopleTable,
        Item: toItem({ ...keyOf(notice.noticeId), ...notice, ...changedBy(tenant) }),
        ConditionExpression: "attribute_not_exists(pk)",
      };
      await writeOrRefuse([
        versionConflict({ Put }),
        ...(before
          ? [versionConflict({ Update: retirement(before.noticeId, words.publishedAt) })]
          : []),
      ]);
      return notice;
    },

    async retire(noticeId: string, now: string): Promise<void> {
      try {
        await dynamo.send(new UpdateItemCommand(retirement(noticeId, now)));
      } catch (error) {
        if (!refusedConditions(error)) throw error;
        throw new DomainError("notice.not-found", "There is no such notice.");
      }
    },
  };
}

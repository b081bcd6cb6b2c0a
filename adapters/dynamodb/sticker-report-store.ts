import { GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { StickerReport } from "#domain/adhoc/sticker-report.ts";
import { DomainError } from "#domain/errors.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { changedBy, unstamped } from "./change-stamp.ts";
import { dynamo, fromItem, toItem, ttlAfter } from "./client.ts";
import { keys } from "./keys.ts";
import { type Page, queryPage } from "./list-page.ts";
import { versionConflict, writeOrRefuse } from "./refusable.ts";
import { versionedUpdate } from "./versioned-update.ts";

const KEPT_SECONDS = 400 * 86_400;

const reportOf = (item: Parameters<typeof fromItem>[0]): StickerReport =>
  unstamped(fromItem<StickerReport>(item)) as StickerReport;

/** What drivers reported of an operator's stickers. Throws `adhoc.report-not-found` and `version.conflict`. */
export function stickerReportStore(tenant: TenantContext, securityTable: string) {
  const { operatorId } = tenant;
  const keyOf = (reportId: string) => keys.stickerReport(operatorId, reportId);
  return {
    async create(report: StickerReport): Promise<void> {
      const ttl = ttlAfter(report.reportedAt, KEPT_SECONDS);
      const stamp = changedBy(tenant);
      await dynamo.send(
        new PutItemCommand({
          TableName: securityTable,
          Item: toItem({ ...keyOf(report.reportId), ...report, ...stamp, operatorId, ttl }),
          ConditionExpression: "attribute_not_exists(pk)",
        }),
      );
    },

    async list(limit: number, after?: string): Promise<Page<StickerReport>> {
      const { items, hasMore } = await queryPage({
        TableName: securityTable,
        KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
        ExpressionAttributeValues: toItem({ ":pk": operatorId, ":prefix": keyOf("").sk }),
        ScanIndexForward: false,
        Limit: limit,
        ...(after !== undefined && { ExclusiveStartKey: toItem(keyOf(after)) }),
      });
      const reports = items.map(reportOf);
      const last = reports.at(-1);
      return { items: reports, ...(hasMore && last && { after: last.reportId }) };
    },

    async find(reportId: string): Promise<StickerReport> {
      const { Item } = await dynamo.send(
        new GetItemCommand({
          TableName: securityTable,
          Key: toItem(keyOf(reportId)),
          ConsistentRead: true,
        }),
      );
      if (!Item) throw new DomainError("adhoc.report-not-found", "There is no such report.");
      return reportOf(Item);
    },

    async close(
      before: StickerReport,
      outcome: NonNullable<StickerReport["outcome"]>,
      now: string,
    ): Promise<void> {
      const Update = versionedUpdate({
        tableName: securityTable,
        key: keyOf(before.reportId),
        version: before.version,
        fields: { state: "closed", outcome, closedAt: now },
        actor: tenant,
        now,
      });
      await writeOrRefuse([versionConflict({ Update })]);
    },
  };
}

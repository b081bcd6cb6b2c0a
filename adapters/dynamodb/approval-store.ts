import { GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { Approval } from "#domain/access/approval.ts";
import { refusal } from "#domain/access/refusal.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { approvalFromItem, approvalStep } from "./approval-item.ts";
import { changedBy } from "./change-stamp.ts";
import { dynamo, toItem } from "./client.ts";
import { keys } from "./keys.ts";
import { type Page, queryPage } from "./list-page.ts";
import { writeOrRefuse } from "./refusable.ts";

/** An operator's approvals. Throws `access.approval-not-found` and `access.approval-already-decided`. */
export function approvalStore(tenant: TenantContext, securityTable: string) {
  const { operatorId } = tenant;
  const keyOf = (approvalId: string) => keys.approval(operatorId, approvalId);
  return {
    async find(approvalId: string): Promise<Approval> {
      const approval = await readApproval(securityTable, operatorId, approvalId);
      if (approval) return approval;
      throw refusal("access.approval-not-found", "There is no such approval.");
    },

    /** Newest first; a page may be short where `state` passes others over. */
    async list(
      limit: number,
      filter: { readonly state?: string | undefined; readonly after?: string | undefined },
    ): Promise<Page<Approval>> {
      const { state, after } = filter;
      const { items, hasMore } = await queryPage({
        TableName: securityTable,
        KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
        ExpressionAttributeValues: toItem({ ":pk": operatorId, ":prefix": keyOf("").sk }),
        ScanIndexForward: false,
        Limit: limit,
        ...(after !== undefined && { ExclusiveStartKey: toItem(keyOf(after)) }),
      });
      const approvals = items.map(approvalFromItem);
      const last = approvals.at(-1);
      return {
        items: approvals.filter((approval) => state === undefined || approval.state === state),
        ...(hasMore && last && { after: last.approvalId }),
      };
    },

    async create(approval: Approval): Promise<void> {
      await dynamo.send(
        new PutItemCommand({
          TableName: securityTable,
          Item: toItem({
            ...keyOf(approval.approvalId),
            ...approval,
            operatorId,
            ...changedBy(tenant),
          }),
          ConditionExpression: "attribute_not_exists(pk)",
        }),
      );
    },

    /** Stores a decision; of two at the same moment one counts, the other throws `access.approval-already-decided`. */
    async decide(before: Approval, after: Approval): Promise<void> {
      await writeOrRefuse([approvalStep(securityTable, { before, after, actor: tenant })]);
    },
  };
}

/** An approval by its key; undefined where there is none. */
export async function readApproval(
  securityTable: string,
  operatorId: string,
  approvalId: string,
): Promise<Approval | undefined> {
  const { Item } = await dynamo.send(
    new GetItemCommand({
      TableName: securityTable,
      Key: toItem(keys.approval(operatorId, approvalId)),
      ConsistentRead: true,
    }),
  );
  return Item && approvalFromItem(Item);
}

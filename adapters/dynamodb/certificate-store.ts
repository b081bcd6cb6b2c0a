import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { Certificate } from "#domain/data-requests/certificate.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { changedBy } from "./change-stamp.ts";
import { dynamo, fromItem, refusedConditions, toItem } from "./client.ts";
import { keys } from "./keys.ts";
import { type Page, queryPage } from "./list-page.ts";

/** Certificates of what an operator destroyed; never changed. */
export function certificateStore(
  tenant: Pick<TenantContext, "operatorId" | "subject" | "requestId">,
  peopleTable: string,
) {
  const { operatorId } = tenant;
  const keyOf = (certificateId: string) => keys.certificate(operatorId, certificateId);
  return {
    /** Safe to repeat: the first one stays. */
    async issue(certificate: Certificate): Promise<void> {
      try {
        await dynamo.send(
          new PutItemCommand({
            TableName: peopleTable,
            Item: toItem({
              ...keyOf(certificate.certificateId),
              ...certificate,
              ...changedBy(tenant),
            }),
            ConditionExpression: "attribute_not_exists(pk)",
          }),
        );
      } catch (error) {
        if (!refusedConditions(error)) throw error;
      }
    },

    /** Newest first. */
    async list(limit: number, after?: string): Promise<Page<Certificate>> {
      const { items, hasMore } = await queryPage({
        TableName: peopleTable,
        KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
        ExpressionAttributeValues: toItem({ ":pk": operatorId, ":prefix": keyOf("").sk }),
        ScanIndexForward: false,
        Limit: limit,
        ...(after !== undefined && { ExclusiveStartKey: toItem(keyOf(after)) }),
      });
      const certificates = items.map((item) => fromItem<Certificate>(item));
      const last = certificates.at(-1);
      return {
        items: certificates,
        ...(hasMore && last && { after: last.certificateId }),
      };
    },
  };
}

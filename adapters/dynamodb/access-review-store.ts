import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import type { ReviewCampaign, ReviewItem } from "#domain/access/review-campaign.ts";
import { DomainError } from "#domain/errors.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { changedBy } from "./change-stamp.ts";
import { dynamo, fromItem, type Item, toItem } from "./client.ts";
import { keys } from "./keys.ts";
import { type Page, queryPage } from "./list-page.ts";
import { type RefusableWrite, versionConflict, writeOrRefuse } from "./refusable.ts";

/** A review of access as it is kept; version 0 before it is stored. */
export interface AccessReview extends ReviewCampaign {
  readonly version: number;
  /** When all that it revokes was revoked. */
  readonly closedAt?: string;
}

/** An operator's reviews of access, in the Security table. Throws `access-review.not-found` and `version.conflict`. */
export function accessReviewStore(tenant: TenantContext, securityTable: string) {
  const { operatorId } = tenant;
  const keyOf = (campaignId: string) => keys.accessReview(operatorId, campaignId);

  /** The write of a review, refused unless it is as it was read, and the review as it will then be stored. */
  const writing = (
    review: AccessReview,
    now: string,
  ): { readonly stored: AccessReview; readonly write: RefusableWrite } => {
    const stored = { ...review, version: review.version + 1 };
    const Put = {
      TableName: securityTable,
      Item: toItem({
        ...keyOf(review.campaignId),
        ...stored,
        items: review.items.map(withoutPermissions),
        updatedAt: now,
        ...changedBy(tenant),
      }),
      ...(review.version === 0
        ? { ConditionExpression: "attribute_not_exists(pk)" }
        : {
            ConditionExpression: "#version = :read",
            ExpressionAttributeNames: { "#version": "version" },
            ExpressionAttributeValues: toItem({ ":read": review.version }),
          }),
    };
    return { stored, write: versionConflict({ Put }) };
  };

  return {
    writing,

    async find(campaignId: string): Promise<AccessReview> {
      const Key = toItem(keyOf(campaignId));
      const { Item } = await dynamo.send(
        new GetItemCommand({ TableName: securityTable, Key, ConsistentRead: true }),
      );
      if (Item) return reviewFrom(Item);
      throw new DomainError("access-review.not-found", "There is no such review.");
    },

    /** Newest first. */
    async list(limit: number, after?: string): Promise<Page<AccessReview>> {
      const { items, hasMore } = await queryPage({
        TableName: securityTable,
        KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
        ExpressionAttributeValues: toItem({ ":pk": operatorId, ":prefix": keyOf("").sk }),
        ScanIndexForward: false,
        Limit: limit,
        ...(after !== undefined && { ExclusiveStartKey: toItem(keyOf(after)) }),
      });
      const reviews = items.map(reviewFrom);
      const last = reviews.at(-1);
      return { items: reviews, ...(hasMore && last && { after: last.campaignId }) };
    },

    async write(review: AccessReview, now: string): Promise<AccessReview> {
      const { stored, write } = writing(review, now);
      await writeOrRefuse([write]);
      return stored;
    },
  };
}

/** A role tells its permissions; a hundred copies of them would outgrow an item. */
function withoutPermissions({ permissions: _, ...item }: ReviewItem) {
  return item;
}

function reviewFrom(item: Item): AccessReview {
  const stored = fromItem<AccessReview>(item);
  return { ...stored, items: stored.items.map((each) => ({ ...each, permissions: [] })) };
}

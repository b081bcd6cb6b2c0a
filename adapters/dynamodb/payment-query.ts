import { GetItemCommand, QueryCommand } from "@aws-sdk/client-dynamodb";
import { DomainError } from "#domain/errors.ts";
import type { Posting } from "#domain/payments/ledger.ts";
import type { Payment } from "#domain/payments/payment.ts";
import type { Refund } from "#domain/payments/refund.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { unstamped } from "./change-stamp.ts";
import { dynamo, fromItem, type Item, toItem } from "./client.ts";
import { keys } from "./keys.ts";
import { type Page, queryPage } from "./list-page.ts";
import { ledgerPartition } from "./payment-keys.ts";
import { paymentOf } from "./payment-store.ts";

/** An operator's payments, refunds and ledger, for reading. Throws `payment.not-found`. */
export function paymentQuery({ operatorId }: TenantContext, paymentsTable: string) {
  const beginning = (pk: string, prefix: string) => ({
    TableName: paymentsTable,
    KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
    ExpressionAttributeValues: toItem({ ":pk": pk, ":prefix": prefix }),
  });

  /** A day's postings in the order in which they were booked. */
  const postings = async (day: string, limit: number, after?: string): Promise<Page<Posting>> => {
    const pk = ledgerPartition(operatorId, day);
    const { items, hasMore } = await queryPage({
      ...beginning(pk, "POSTING#"),
      Limit: limit,
      ...(after !== undefined && { ExclusiveStartKey: toItem({ pk, sk: `POSTING#${after}` }) }),
    });
    const last = items.at(-1)?.["sk"]?.S?.slice("POSTING#".length);
    const page = items.map((item) => fromItem<Posting>(item));
    return { items: page, ...(hasMore && last !== undefined && { after: last }) };
  };

  return {
    postings,

    async find(paymentId: string): Promise<Payment> {
      const { Item } = await dynamo.send(
        new GetItemCommand({
          TableName: paymentsTable,
          Key: toItem(keys.payment(operatorId, paymentId)),
          ConsistentRead: true,
        }),
      );
      if (!Item) throw new DomainError("payment.not-found", "There is no such payment.");
      return paymentOf(Item);
    },

    async refundsOf(paymentId: string): Promise<readonly Refund[]> {
      const prefix = keys.refund(operatorId, paymentId, "").sk;
      const { Items = [] } = await dynamo.send(new QueryCommand(beginning(operatorId, prefix)));
      return Items.map((item) => unstamped(fromItem<Refund>(item)) as Refund);
    },

    /** The newest first. */
    async list(limit: number, after?: string): Promise<Page<Payment>> {
      const { items, hasMore } = await queryPage({
        ...beginning(operatorId, keys.payment(operatorId, "").sk),
        ScanIndexForward: false,
        Limit: limit,
        ...(after !== undefined && {
          ExclusiveStartKey: toItem(keys.payment(operatorId, after)),
        }),
      });
      const payments = items.map(paymentOf);
      const last = payments.at(-1);
      return { items: payments, ...(hasMore && last && { after: last.paymentId }) };
    },

    /** All of a day's postings. */
    async allPostings(day: string): Promise<readonly Posting[]> {
      const found: Posting[] = [];
      let from: Item | undefined;
      do {
        const page = await dynamo.send(
          new QueryCommand({
            ...beginning(ledgerPartition(operatorId, day), "POSTING#"),
            ...(from && { ExclusiveStartKey: from }),
          }),
        );
        found.push(...(page.Items ?? []).map((item) => fromItem<Posting>(item)));
        from = page.LastEvaluatedKey;
      } while (from);
      return found;
    },
  };
}

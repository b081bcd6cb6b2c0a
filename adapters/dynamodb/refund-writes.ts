import type { Payment } from "#domain/payments/payment.ts";
import { type Refund, withRefund } from "#domain/payments/refund.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { toItem, ttlAfter } from "./client.ts";
import { keys } from "./keys.ts";
import { putRefund } from "./payment-store.ts";
import { type RefusableWrite, versionConflict, writeOrRefuse } from "./refusable.ts";
import { type FieldChanges, versionedUpdate } from "./versioned-update.ts";

const DAY_KEPT_SECONDS = 90 * 86_400;

/** What people change of payments. Throws `version.conflict` and what the domain refuses. */
export function paymentChanges(context: TenantContext, paymentsTable: string) {
  const change = (before: Payment, fields: FieldChanges, now: string): RefusableWrite => {
    const { operatorId, paymentId, version } = before;
    const Update = versionedUpdate({
      tableName: paymentsTable,
      key: keys.payment(operatorId, paymentId),
      version,
      fields: { ...fields, ...keys.duePayment(operatorId, paymentId, now), dueAt: now, tries: 0 },
      actor: context,
      now,
    });
    return versionConflict({ Update });
  };

  return {
    /** Asks for a refund; `dailyLimitMinor` is what one person may give back in a day. */
    async askRefund(
      { before, refund, now }: { before: Payment; refund: Refund; now: string },
      {
        dailyLimitMinor,
        alsoWrite = [],
      }: {
        readonly dailyLimitMinor?: number;
        readonly alsoWrite?: readonly RefusableWrite[];
      } = {},
    ): Promise<void> {
      const { refundedMinor, openRefunds } = withRefund(before, refund, now);
      await writeOrRefuse([
        ...alsoWrite,
        change(before, { refundedMinor, openRefunds }, now),
        { ...versionConflict({}), item: putRefund(paymentsTable, refund, context) },
        ...(dailyLimitMinor === undefined ? [] : [withinDay(refund, dailyLimitMinor)]),
      ]);
    },

    /** Says what is taken for a bill that was a guess. */
    async judge(before: Payment, judgedMinor: number, now: string): Promise<void> {
      await writeOrRefuse([change(before, { judgedMinor, financeCase: null }, now)]);
    },
  };

  function withinDay(refund: Refund, limitMinor: number): RefusableWrite {
    const { operatorId, requestedBy, requestedAt, amountMinor, currency } = refund;
    const day = requestedAt.slice(0, "2026-01-01".length);
    return {
      item: {
        Update: {
          TableName: paymentsTable,
          Key: toItem(keys.refundDay(operatorId, day, `${requestedBy}#${currency}`)),
          ConditionExpression: "attribute_not_exists(sumMinor) OR sumMinor <= :room",
          UpdateExpression:
            "SET operatorId = :operatorId, subject = :subject, #ttl = :ttl ADD sumMinor :amount, refunds :one",
          ExpressionAttributeNames: { "#ttl": "ttl" },
          ExpressionAttributeValues: toItem({
            ":operatorId": operatorId,
            ":subject": requestedBy,
            ":ttl": ttlAfter(requestedAt, DAY_KEPT_SECONDS),
            ":room": limitMinor - amountMinor,
            ":amount": amountMinor,
            ":one": 1,
          }),
        },
      },
      code: "refund.daily-limit",
      message: "You have given back today what one person may give back in a day.",
    };
  }
}

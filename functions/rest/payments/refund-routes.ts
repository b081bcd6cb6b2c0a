import { approvalPolicyStore } from "#adapters/dynamodb/approval-policy-store.ts";
import { paymentQuery } from "#adapters/dynamodb/payment-query.ts";
import { paymentChanges } from "#adapters/dynamodb/refund-writes.ts";
import { judgeBill, requestRefund } from "#contracts/rest/payments.ts";
import { choiceFor } from "#domain/access/approval-policy.ts";
import { DomainError } from "#domain/errors.ts";
import { withRefund } from "#domain/payments/refund.ts";
import { environment } from "#functions/shared/environment.ts";
import { newRefund } from "#functions/shared/new-refund.ts";
import { route } from "#functions/shared/rest-route.ts";
import { askSecondPerson } from "#functions/shared/second-person.ts";
import { paymentReply } from "./payment-reply.ts";

const paymentsTable = environment("PAYMENTS_TABLE");
const approvalTables = {
  directoryTable: environment("DIRECTORY_TABLE"),
  securityTable: environment("SECURITY_TABLE"),
};
/** What one person may give back alone in a day, as a multiple of what they may give back at once. */
const REFUNDS_A_DAY = 10;

export const refundRoutes = [
  route(requestRefund, async (request) => {
    const { context, params, body, receivedAt: now } = request;
    const before = await paymentQuery(context, paymentsTable).find(params.paymentId);
    const refund = newRefund(before, { ...body, requestedBy: context.subject, requestedAt: now });
    // Refused before anybody is asked to approve what cannot be done.
    withRefund(before, refund, now);
    const { paymentId } = before;
    const { amountMinor, reason } = body;
    const change = { action: "refunds.over-limit", amountMinor } as const;
    const payload = { paymentId, amountMinor, reason };
    const awaits = await askSecondPerson(request, { change, payload }, approvalTables);
    if (awaits) return awaits;

    const { policy } = await approvalPolicyStore(context, approvalTables.directoryTable).find();
    const { threshold } = choiceFor("refunds.over-limit", policy);
    const dailyLimitMinor = threshold * REFUNDS_A_DAY;
    const changes = paymentChanges(context, paymentsTable);
    await changes.askRefund({ before, refund, now }, { dailyLimitMinor });
    return { body: refund };
  }),

  route(judgeBill, async ({ context, params, body, receivedAt: now }) => {
    const payments = paymentQuery(context, paymentsTable);
    const before = await payments.find(params.paymentId);
    if (before.state !== "held" || before.financeCase !== "bill-held") {
      throw new DomainError("payment.nothing-to-judge", "No bill of it waits for a judgement.");
    }
    await paymentChanges(context, paymentsTable).judge(before, body.amountMinor, now);
    return { body: paymentReply(await payments.find(params.paymentId)) };
  }),
];

import { paymentQuery } from "#adapters/dynamodb/payment-query.ts";
import { listPayments, readPayment } from "#contracts/rest/payments.ts";
import { environment } from "#functions/shared/environment.ts";
import { listOf, nextCursor, placeIn } from "#functions/shared/list-reply.ts";
import { restHandler } from "#functions/shared/rest-handler.ts";
import { route } from "#functions/shared/rest-route.ts";
import { staffGate } from "#functions/shared/staff-gate.ts";
import { ledgerRoutes } from "./ledger-routes.ts";
import { paymentReply } from "./payment-reply.ts";
import { refundRoutes } from "./refund-routes.ts";

const paymentsTable = environment("PAYMENTS_TABLE");

export const handler = restHandler(
  [
    route(listPayments, async ({ context, query }) => {
      const list = listOf(context, "payments", query);
      const payments = paymentQuery(context, paymentsTable);
      const page = await payments.list(query.limit, placeIn(list, query));
      return { body: { items: page.items.map(paymentReply), ...nextCursor(list, page) } };
    }),

    route(readPayment, async ({ context, params }) => {
      const payments = paymentQuery(context, paymentsTable);
      const [payment, refunds] = await Promise.all([
        payments.find(params.paymentId),
        payments.refundsOf(params.paymentId),
      ]);
      return { body: { ...paymentReply(payment), refunds: [...refunds] } };
    }),
    ...refundRoutes,
    ...ledgerRoutes,
  ],
  staffGate,
);

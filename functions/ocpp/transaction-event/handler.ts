import { TOKEN_UNREAD } from "#domain/charging/flags-of-deviations.ts";
import { recordTransactionEvent } from "#domain/charging/record-transaction-event.ts";
import { idTokenInfo } from "#functions/shared/authorization-info.ts";
import { ocppHandler } from "#functions/shared/ocpp-handler.ts";
import { notePresence } from "#functions/shared/presence.ts";
import { keepIfRepaired, sessions } from "#functions/shared/session-ports.ts";
import * as v201 from "#ocpp/generated/v201/transaction-event.js";
import { salvageTransactionEvent } from "#ocpp/salvage/transaction-event.ts";
import { transactionReport } from "./transaction-report.ts";

/** Records one event of a transaction (2.0.1 part 2, E). */
export const handler = ocppHandler({
  action: "TransactionEvent",
  routes: {
    "ocpp2.0.1": {
      request: v201.validateRequest,
      response: v201.validateResponse,
      salvage: salvageTransactionEvent,
      async handle(request, context) {
        await keepIfRepaired("TransactionEvent", context);
        await notePresence(context);
        const report = await transactionReport(request, context);
        const answer = await recordTransactionEvent(report, context.caller, sessions);
        if (answer !== undefined) return { idTokenInfo: idTokenInfo(answer) };
        const isUnread = report.deviations.includes(TOKEN_UNREAD) && report.eventType !== "Ended";
        return isUnread ? { idTokenInfo: { status: "Invalid" } } : {};
      },
    },
  },
});

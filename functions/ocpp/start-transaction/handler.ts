import { sessionIdOf } from "#adapters/dynamodb/keys.ts";
import { TOKEN_UNREAD } from "#domain/charging/flags-of-deviations.ts";
import { recordStart } from "#domain/charging/record-start.ts";
import { idTagInfo } from "#functions/shared/authorization-info.ts";
import { ocppHandler } from "#functions/shared/ocpp-handler.ts";
import type { OcppContext } from "#functions/shared/ocpp-route.ts";
import {
  contentDigest,
  keepIfRepaired,
  messageDigest,
  newTransactionId,
  sessions,
  tokenRefIfAny,
} from "#functions/shared/session-ports.ts";
import * as v16 from "#ocpp/generated/v16/start-transaction.js";
import { salvageStartTransaction } from "#ocpp/salvage/start-transaction.ts";

/** Begins the session of a 1.6 transaction (1.6 §6.45). */
export const handler = ocppHandler({
  action: "StartTransaction",
  routes: {
    "ocpp1.6": {
      request: v16.validateRequest,
      response: v16.validateResponse,
      salvage: salvageStartTransaction,
      async handle(request, context) {
        const { caller, receivedAt, deviations } = context;
        await keepIfRepaired("StartTransaction", context);
        const tokenRef = await tokenRefIfAny(caller.operatorId, request.idTag);
        const answer = await recordStart(
          {
            startDigest: await startDigestOf(request, tokenRef, context),
            connectorId: request.connectorId,
            tokenRef,
            reservationId: request.reservationId,
            startedAt: new Date(request.timestamp).toISOString(),
            meterStartWh: deviations.includes("meterStart:substituted")
              ? undefined
              : request.meterStart,
            receivedAt,
            deviations: tokenRef === undefined ? [...deviations, TOKEN_UNREAD] : deviations,
          },
          caller,
          {
            sessions,
            newTransactionId,
            sessionIdOf: (transactionId) => sessionIdOf({ ...caller, transactionId }),
            nextDigest: (startDigest, transactionId) => contentDigest([startDigest, transactionId]),
          },
        );
        return { idTagInfo: idTagInfo(answer), transactionId: answer.transactionId };
      },
    },
  },
});

/** What makes two starts the same one. Of a repaired message only its own words are sure to come again. */
async function startDigestOf(
  { connectorId, timestamp, meterStart }: v16.StartTransactionRequest,
  tokenRef: string | undefined,
  context: OcppContext,
): Promise<string> {
  if (context.deviations.length > 0) return messageDigest(context);
  return contentDigest([connectorId, tokenRef, new Date(timestamp).toISOString(), meterStart]);
}

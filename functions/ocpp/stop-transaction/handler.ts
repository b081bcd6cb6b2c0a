import { sessionIdOf } from "#adapters/dynamodb/keys.ts";
import { recordStop } from "#domain/charging/record-stop.ts";
import { ocppHandler } from "#functions/shared/ocpp-handler.ts";
import type { OcppContext } from "#functions/shared/ocpp-route.ts";
import {
  contentDigest,
  keepIfRepaired,
  messageDigest,
  sessions,
  tokenRefIfAny,
} from "#functions/shared/session-ports.ts";
import * as v16 from "#ocpp/generated/v16/stop-transaction.js";
import { meterReadings16 } from "#ocpp/meter-values.ts";
import { salvageStopTransaction } from "#ocpp/salvage/stop-transaction.ts";
import { signalForeignTransaction } from "./foreign-transaction.ts";

/** Ends the session of a 1.6 transaction (1.6 §6.47). The answer carries nothing a charger could refuse to stop for. */
export const handler = ocppHandler({
  action: "StopTransaction",
  routes: {
    "ocpp1.6": {
      request: v16.validateRequest,
      response: v16.validateResponse,
      salvage: salvageStopTransaction,
      async handle(request, context) {
        const { caller, receivedAt, deviations, payload } = context;
        await keepIfRepaired("StopTransaction", context);
        const { transactionId, transactionData, reason, idTag } = request;
        const stopTokenRef = idTag && (await tokenRefIfAny(caller.operatorId, idTag));
        const readings = meterReadings16(transactionData ?? [], receivedAt);
        const session = await recordStop(
          {
            sessionId: sessionIdOf({ ...caller, transactionId }),
            transactionId,
            strayId: await strayIdOf(request, context),
            endedAt: new Date(request.timestamp).toISOString(),
            meterStopWh: deviations.includes("meterStop:substituted")
              ? undefined
              : request.meterStop,
            ...(reason !== undefined && { stopReason: reason }),
            ...(stopTokenRef && { stopTokenRef }),
            ...(readings.length > 0 && {
              kept: { readings, digest: contentDigest(transactionData), receivedAt },
            }),
            deviations,
            raw: { action: "StopTransaction", payload, deviations, receivedAt },
          },
          caller,
          sessions,
        );
        if (!session) await signalForeignTransaction(caller, transactionId, receivedAt);
        return {};
      },
    },
  },
});

/** Names the stop by its content and its charger: ids of sessions lie beside those of all other chargers. */
async function strayIdOf(
  { transactionId, timestamp, meterStop, transactionData }: v16.StopTransactionRequest,
  context: OcppContext,
): Promise<string> {
  const { operatorId, chargerId } = context.caller;
  const content =
    context.deviations.length > 0
      ? await messageDigest(context)
      : [transactionId, new Date(timestamp).toISOString(), meterStop, transactionData];
  return contentDigest(["stop", operatorId, chargerId, content]);
}

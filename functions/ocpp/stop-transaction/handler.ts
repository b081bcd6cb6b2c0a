import { sessionIdOf } from "#adapters/dynamodb/keys.ts";
import { recordStop } from "#domain/charging/record-stop.ts";
import { ocppHandler } from "#functions/shared/ocpp-handler.ts";
import {
  contentDigest,
  keepIfRepaired,
  sessions,
  tokenRefIfAny,
} from "#functions/shared/session-ports.ts";
import * as v16 from "#ocpp/generated/v16/stop-transaction.js";
import { meterReadings16 } from "#ocpp/meter-values.ts";
import { salvageStopTransaction } from "#ocpp/salvage/stop-transaction.ts";

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
        await recordStop(
          {
            sessionId: sessionIdOf({ ...caller, transactionId }),
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
        return {};
      },
    },
  },
});

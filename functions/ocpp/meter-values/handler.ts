import { sessionIdOf } from "#adapters/dynamodb/keys.ts";
import { recordMeterValues } from "#domain/charging/record-meter-values.ts";
import { connectorKey } from "#domain/fleet/charger.ts";
import { ocppHandler } from "#functions/shared/ocpp-handler.ts";
import { notePresence } from "#functions/shared/presence.ts";
import { contentDigest, keepIfRepaired, sessions } from "#functions/shared/session-ports.ts";
import * as v16 from "#ocpp/generated/v16/meter-values.js";
import * as v201 from "#ocpp/generated/v201/meter-values.js";
import { meterReadings16, meterReadings201 } from "#ocpp/meter-values.ts";
import { salvageMeterValues16, salvageMeterValues201 } from "#ocpp/salvage/meter-values.ts";

/** Keeps what a meter said: beside its session where one is named, else with the charger (1.6 §6.31, 2.0.1 J01). */
export const handler = ocppHandler({
  action: "MeterValues",
  routes: {
    "ocpp1.6": {
      request: v16.validateRequest,
      response: v16.validateResponse,
      salvage: salvageMeterValues16,
      async handle({ connectorId, transactionId, meterValue }, context) {
        const { caller, receivedAt, deviations } = context;
        await keepIfRepaired("MeterValues", context);
        await notePresence(context);
        const readings = meterReadings16(meterValue, receivedAt);
        const isUnusable = deviations.some((deviation) => deviation.startsWith("transactionId:"));
        await recordMeterValues(
          {
            connectorId,
            transactionId: transactionId ?? (isUnusable ? "unusable" : undefined),
            sessionIdOf: (id) => sessionIdOf({ ...caller, transactionId: id }),
            kept: { readings, digest: contentDigest(meterValue), receivedAt },
          },
          caller,
          sessions,
        );
        return {};
      },
    },
    "ocpp2.0.1": {
      request: v201.validateRequest,
      response: v201.validateResponse,
      salvage: salvageMeterValues201,
      async handle({ evseId, meterValue }, context) {
        const { caller, receivedAt } = context;
        await keepIfRepaired("MeterValues", context);
        await notePresence(context);
        const readings = meterReadings201(meterValue, receivedAt);
        const kept = { readings, digest: contentDigest(meterValue), receivedAt };
        await sessions.keepChargerReadings(caller, connectorKey(evseId), kept);
        return {};
      },
    },
  },
});

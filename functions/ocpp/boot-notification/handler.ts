import { chargerStore } from "#adapters/dynamodb/charger-store.ts";
import type { BootReport } from "#domain/fleet/charger.ts";
import { environment } from "#functions/shared/environment.ts";
import { ocppHandler } from "#functions/shared/ocpp-handler.ts";
import type { OcppContext, OcppRoute } from "#functions/shared/ocpp-route.ts";
import * as v16 from "#ocpp/generated/v16/boot-notification.js";
import * as v201 from "#ocpp/generated/v201/boot-notification.js";
import { bootOf16, bootOf201 } from "./boot-report.ts";

const chargers = chargerStore(environment("FLEET_TABLE"));

/** A charger that could authenticate is one that we know, so none is ever Pending or Rejected here. */
async function accept(boot: BootReport, { caller, receivedAt }: OcppContext) {
  await chargers.recordBoot(caller, boot);
  return {
    status: "Accepted",
    currentTime: receivedAt,
    interval: caller.heartbeatIntervalSeconds,
  } as const;
}

const ocpp16: OcppRoute<v16.BootNotificationRequest, v16.BootNotificationResponse> = {
  request: v16.validateRequest,
  response: v16.validateResponse,
  handle: (request, context) => accept(bootOf16(request, context.receivedAt), context),
};

const ocpp201: OcppRoute<v201.BootNotificationRequest, v201.BootNotificationResponse> = {
  request: v201.validateRequest,
  response: v201.validateResponse,
  handle: (request, context) => accept(bootOf201(request, context.receivedAt), context),
};

export const handler = ocppHandler({
  action: "BootNotification",
  routes: { "ocpp1.6": ocpp16, "ocpp2.0.1": ocpp201 },
});

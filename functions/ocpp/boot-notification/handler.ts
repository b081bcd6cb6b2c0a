import { chargerStore } from "#adapters/dynamodb/charger-store.ts";
import { pendingBoots } from "#adapters/dynamodb/pending-handshake-store.ts";
import type { BootReport } from "#domain/fleet/charger.ts";
import { environment } from "#functions/shared/environment.ts";
import { ocppHandler } from "#functions/shared/ocpp-handler.ts";
import type { OcppContext, OcppRoute } from "#functions/shared/ocpp-route.ts";
import * as v16 from "#ocpp/generated/v16/boot-notification.js";
import * as v201 from "#ocpp/generated/v201/boot-notification.js";
import { bootOf16, bootOf201 } from "./boot-report.ts";

const fleetTable = environment("FLEET_TABLE");
const chargers = chargerStore(fleetTable);
const keepPendingBoot = pendingBoots(fleetTable);

/** A charger that could authenticate is one that we know: it is accepted. One that nobody made known waits for a person. */
async function answerBoot(boot: BootReport, { caller, receivedAt }: OcppContext) {
  const { heartbeatIntervalSeconds: interval } = caller;
  const reply = { currentTime: receivedAt, interval } as const;
  if (caller.pending) {
    const waits = await keepPendingBoot(caller, boot);
    return { ...reply, status: waits ? "Pending" : "Rejected" } as const;
  }
  await chargers.recordBoot(caller, boot);
  return { ...reply, status: "Accepted" } as const;
}

const ocpp16: OcppRoute<v16.BootNotificationRequest, v16.BootNotificationResponse> = {
  request: v16.validateRequest,
  response: v16.validateResponse,
  handle: (request, context) => answerBoot(bootOf16(request, context.receivedAt), context),
};

const ocpp201: OcppRoute<v201.BootNotificationRequest, v201.BootNotificationResponse> = {
  request: v201.validateRequest,
  response: v201.validateResponse,
  handle: (request, context) => answerBoot(bootOf201(request, context.receivedAt), context),
};

export const handler = ocppHandler({
  action: "BootNotification",
  routes: { "ocpp1.6": ocpp16, "ocpp2.0.1": ocpp201 },
});

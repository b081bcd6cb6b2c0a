import { chargerStore } from "#adapters/dynamodb/charger-store.ts";
import { reportHeartbeat } from "#domain/fleet/report-heartbeat.ts";
import { environment } from "#functions/shared/environment.ts";
import { ocppHandler } from "#functions/shared/ocpp-handler.ts";
import type { OcppContext, OcppRoute } from "#functions/shared/ocpp-route.ts";
import * as v16 from "#ocpp/generated/v16/heartbeat.js";
import * as v201 from "#ocpp/generated/v201/heartbeat.js";

const ports = {
  chargers: chargerStore(environment("FLEET_TABLE")),
  recordedMs: new Map<string, number>(),
};

async function handle(_request: object, { caller, receivedAt }: OcppContext) {
  await reportHeartbeat(caller, receivedAt, ports);
  return { currentTime: receivedAt };
}

const ocpp16: OcppRoute<v16.HeartbeatRequest, v16.HeartbeatResponse> = {
  request: v16.validateRequest,
  response: v16.validateResponse,
  handle,
};

const ocpp201: OcppRoute<v201.HeartbeatRequest, v201.HeartbeatResponse> = {
  request: v201.validateRequest,
  response: v201.validateResponse,
  handle,
};

export const handler = ocppHandler({
  action: "Heartbeat",
  routes: { "ocpp1.6": ocpp16, "ocpp2.0.1": ocpp201 },
});

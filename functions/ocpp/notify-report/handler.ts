import { deviceVariableStore } from "#adapters/dynamodb/device-variable-store.ts";
import { reportVariables } from "#domain/fleet/report-variables.ts";
import { environment } from "#functions/shared/environment.ts";
import { ocppHandler } from "#functions/shared/ocpp-handler.ts";
import type { OcppRoute } from "#functions/shared/ocpp-route.ts";
import * as v201 from "#ocpp/generated/v201/notify-report.js";
import { deviceVariableOf } from "./device-variable-of.ts";

const ports = { variables: deviceVariableStore(environment("FLEET_TABLE")) };

const ocpp201: OcppRoute<v201.NotifyReportRequest, v201.NotifyReportResponse> = {
  request: v201.validateRequest,
  response: v201.validateResponse,
  async handle({ reportData = [] }, { caller, receivedAt }) {
    const variables = reportData.map((entry) => deviceVariableOf(entry, receivedAt));
    await reportVariables(caller, variables, ports);
    return {};
  },
};

export const handler = ocppHandler({
  action: "NotifyReport",
  routes: { "ocpp2.0.1": ocpp201 },
});

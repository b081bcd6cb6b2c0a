import { deviceVariableStore } from "#adapters/dynamodb/device-variable-store.ts";
import { jobStore } from "#adapters/dynamodb/job-store.ts";
import { reportVariables } from "#domain/fleet/report-variables.ts";
import { endReport } from "#domain/reports/report-things.ts";
import { environment } from "#functions/shared/environment.ts";
import { ocppHandler } from "#functions/shared/ocpp-handler.ts";
import type { OcppRoute } from "#functions/shared/ocpp-route.ts";
import * as v201 from "#ocpp/generated/v201/notify-report.js";
import { deviceVariableOf } from "./device-variable-of.ts";

const fleetTable = environment("FLEET_TABLE");
const ports = { variables: deviceVariableStore(fleetTable), jobs: jobStore(fleetTable) };

const ocpp201: OcppRoute<v201.NotifyReportRequest, v201.NotifyReportResponse> = {
  request: v201.validateRequest,
  response: v201.validateResponse,
  async handle({ reportData = [], requestId, tbc = false }, { caller, receivedAt }) {
    const variables = reportData.map((entry) => deviceVariableOf(entry, receivedAt));
    await reportVariables(caller, variables, ports);
    await endReport(caller, { kind: "device-report", requestId, tbc, receivedAt }, ports);
    return {};
  },
};

export const handler = ocppHandler({
  action: "NotifyReport",
  routes: { "ocpp2.0.1": ocpp201 },
});

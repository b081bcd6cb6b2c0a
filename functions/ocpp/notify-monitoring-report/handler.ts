import { reportThings } from "#domain/reports/report-things.ts";
import { sortableNumber } from "#domain/reports/reported-thing.ts";
import { ocppHandler } from "#functions/shared/ocpp-handler.ts";
import type { OcppRoute } from "#functions/shared/ocpp-route.ts";
import { reportPorts } from "#functions/shared/reports.ts";
import * as v201 from "#ocpp/generated/v201/notify-monitoring-report.js";

const ocpp201: OcppRoute<v201.NotifyMonitoringReportRequest, v201.NotifyMonitoringReportResponse> =
  {
    request: v201.validateRequest,
    response: v201.validateResponse,
    async handle({ monitor: monitored = [], requestId, tbc = false }, { caller, receivedAt }) {
      const monitors = monitored.flatMap(({ component, variable, variableMonitoring }) =>
        variableMonitoring.map((monitor) => ({
          kind: "variable-monitor" as const,
          id: sortableNumber(monitor.id),
          content: { component, variable, monitor },
          requestId,
          reportedAt: receivedAt,
        })),
      );
      const part = { kind: "monitoring-report", requestId, tbc, receivedAt } as const;
      await reportThings(caller, monitors, part, reportPorts);
      return {};
    },
  };

export const handler = ocppHandler({
  action: "NotifyMonitoringReport",
  routes: { "ocpp2.0.1": ocpp201 },
});

import { stated } from "#domain/fleet/stated.ts";
import { reportTask } from "#domain/jobs/report-task.ts";
import { ocppHandler } from "#functions/shared/ocpp-handler.ts";
import type { OcppContext, OcppRoute } from "#functions/shared/ocpp-route.ts";
import { taskPorts } from "#functions/shared/task-reports.ts";
import * as v201 from "#ocpp/generated/v201/publish-firmware-status-notification.js";

const TASK = { task: "publicationStatus", kind: "firmware-publication" } as const;

async function handle(
  { status, requestId }: { readonly status: string; readonly requestId?: number },
  { caller, receivedAt }: OcppContext,
) {
  const report = stated({ status, requestId, reportedAt: receivedAt });
  await reportTask(caller, TASK, report, taskPorts);
  return {};
}

const ocpp201: OcppRoute<
  v201.PublishFirmwareStatusNotificationRequest,
  v201.PublishFirmwareStatusNotificationResponse
> = {
  request: v201.validateRequest,
  response: v201.validateResponse,
  handle,
};

export const handler = ocppHandler({
  action: "PublishFirmwareStatusNotification",
  routes: { "ocpp2.0.1": ocpp201 },
});

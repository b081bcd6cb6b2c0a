import { stated } from "#domain/fleet/stated.ts";
import { reportTask } from "#domain/jobs/report-task.ts";
import { ocppHandler } from "#functions/shared/ocpp-handler.ts";
import type { OcppContext, OcppRoute } from "#functions/shared/ocpp-route.ts";
import { taskPorts } from "#functions/shared/task-reports.ts";
import * as v16 from "#ocpp/generated/v16/signed-firmware-status-notification.js";

const TASK = { task: "firmwareStatus", kind: "firmware-update" } as const;

async function handle(
  { status, requestId }: { readonly status: string; readonly requestId?: number },
  { caller, receivedAt }: OcppContext,
) {
  const report = stated({ status, requestId, reportedAt: receivedAt });
  await reportTask(caller, TASK, report, taskPorts);
  return {};
}

const ocpp16: OcppRoute<
  v16.SignedFirmwareStatusNotificationRequest,
  v16.SignedFirmwareStatusNotificationResponse
> = {
  request: v16.validateRequest,
  response: v16.validateResponse,
  handle,
};

export const handler = ocppHandler({
  action: "SignedFirmwareStatusNotification",
  routes: { "ocpp1.6": ocpp16 },
});

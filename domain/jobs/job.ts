import type { Command } from "../commands/command.ts";

/** Work that a charger goes on with after it has answered, and tells about in messages of its own. */
export type JobKind =
  | "charging-profiles"
  | "customer-information"
  | "device-report"
  | "diagnostics-upload"
  | "display-messages"
  | "firmware-publication"
  | "firmware-update"
  | "log-upload"
  | "monitoring-report";

/** Which commands begin a job, by OCPP action. */
const KIND_OF_ACTION: Readonly<Record<string, JobKind>> = {
  CustomerInformation: "customer-information",
  GetBaseReport: "device-report",
  GetChargingProfiles: "charging-profiles",
  GetDiagnostics: "diagnostics-upload",
  GetDisplayMessages: "display-messages",
  GetLog: "log-upload",
  GetMonitoringReport: "monitoring-report",
  GetReport: "device-report",
  PublishFirmware: "firmware-publication",
  SignedUpdateFirmware: "firmware-update",
  UpdateFirmware: "firmware-update",
};

/** One thing that a charger told of a job, in OCPP's word. */
export interface JobStep {
  readonly status: string;
  readonly at: string;
}

/** A job and what became of it. Times are ISO 8601 UTC. */
export interface Job {
  readonly operatorId: string;
  readonly chargerId: string;
  /** The id of the command that asked for it. */
  readonly jobId: string;
  readonly action: string;
  readonly kind: JobKind;
  /** Absent where OCPP 1.6 numbers no requests. */
  readonly requestId?: number;
  readonly requestedAt: string;
  readonly requestedBy: string;
  /** How the command ended: the status that the charger answered, else `Failed` or `TimedOut`. */
  readonly answeredAs?: string;
  readonly answeredAt?: string;
  /** What the charger told since, oldest first. */
  readonly steps: readonly JobStep[];
}

/** The job that a command begins, if it begins one. */
export function jobOf(command: Command): Job | undefined {
  const kind = Object.hasOwn(KIND_OF_ACTION, command.action) && KIND_OF_ACTION[command.action];
  if (!kind) return undefined;
  const { requestId } = command.payload;
  return {
    operatorId: command.operatorId,
    chargerId: command.chargerId,
    jobId: command.commandId,
    action: command.action,
    kind,
    ...(Number.isSafeInteger(requestId) && { requestId: Number(requestId) }),
    requestedAt: command.createdAt,
    requestedBy: command.createdBy,
    steps: [],
  };
}

/** How a command that began a job ended; undefined where it began none, or has not ended. */
export function jobAnswerOf(
  command: Command,
): Required<Pick<Job, "answeredAs" | "answeredAt">> | undefined {
  const { finishedAt: answeredAt, state, response } = command;
  if (!jobOf(command) || answeredAt === undefined) return undefined;
  if (state === "timed-out") return { answeredAs: "TimedOut", answeredAt };
  if (state !== "answered") return { answeredAs: "Failed", answeredAt };
  // 1.6 GetDiagnostics.conf: a charger that has nothing to upload names no file.
  if (command.action === "GetDiagnostics" && !response?.["fileName"]) {
    return { answeredAs: "NoFile", answeredAt };
  }
  const status = response?.["status"];
  return { answeredAs: typeof status === "string" ? status : "Accepted", answeredAt };
}

import type { Job } from "#domain/jobs/job.ts";
import { aCommandId } from "./commands.ts";

/** A firmware update that CP-1 of demo-a was asked for, request 12, and took on. */
export function aJob(fields: Partial<Job> = {}): Job {
  return {
    operatorId: "demo-a",
    chargerId: "CP-1",
    jobId: aCommandId(12),
    action: "UpdateFirmware",
    kind: "firmware-update",
    requestId: 12,
    requestedAt: "2026-03-01T09:00:00.000Z",
    requestedBy: "somebody",
    answeredAs: "Accepted",
    answeredAt: "2026-03-01T09:00:01.000Z",
    steps: [],
    ...fields,
  };
}

import { type StreamRecord, streamChange } from "#adapters/dynamodb/stream-change.ts";

/** An approval that a record of the stream says was just approved. */
export interface DueApproval {
  readonly operatorId: string;
  readonly approvalId: string;
  readonly sequenceNumber: string;
}

/** Reads the approvals that are due out of records of the Security table's stream. */
export function dueApprovals(records: readonly StreamRecord[]): readonly DueApproval[] {
  return records.map(streamChange).flatMap(({ pk, sk, after, sequenceNumber }) => {
    if (!sk.startsWith(PREFIX) || after?.["state"] !== "approved") return [];
    return [{ operatorId: pk, approvalId: sk.slice(PREFIX.length), sequenceNumber }];
  });
}

const PREFIX = "APPROVAL#";

import { approvalStep } from "#adapters/dynamodb/approval-item.ts";
import { readApproval } from "#adapters/dynamodb/approval-store.ts";
import type { StreamRecord } from "#adapters/dynamodb/stream-change.ts";
import { transact } from "#adapters/dynamodb/transact.ts";
import type { Approval } from "#domain/access/approval.ts";
import { type ExecutionPorts, executeApproved } from "#domain/access/approved-action.ts";
import { DomainError } from "#domain/errors.ts";
import { enterByApproval } from "#domain/tenancy/tenant-context.ts";
import { approvalHash } from "#functions/shared/approval-hash.ts";
import { environment } from "#functions/shared/environment.ts";
import { eventHandler } from "#functions/shared/event-handler.ts";
import { logger } from "#functions/shared/observability.ts";
import { CARRY_OUT } from "./carry-out.ts";
import { type DueApproval, dueApprovals } from "./due.ts";

const securityTable = environment("SECURITY_TABLE");

/** Woken when a second person approved: does what was approved, once. */
export const handler = eventHandler<StreamRecord>({
  async handle(records) {
    const failed: string[] = [];
    for (const due of dueApprovals(records)) {
      const { operatorId, approvalId, sequenceNumber } = due;
      try {
        const outcome = await executeApproved(portsFor(due));
        logger.info("approved action", { operatorId, approvalId, outcome });
      } catch (error) {
        logger.error("an approved action could not be carried out", {
          operatorId,
          approvalId,
          error,
        });
        failed.push(sequenceNumber);
      }
    }
    return failed;
  },
});

function portsFor({ operatorId, approvalId }: DueApproval): ExecutionPorts {
  const stepTo = (before: Approval, after: Approval) =>
    approvalStep(securityTable, { before, after, actor: enterByApproval(before) });
  const now = () => new Date().toISOString();
  return {
    find: () => readApproval(securityTable, operatorId, approvalId),
    hashOf: approvalHash,
    now,
    async perform(approved, executed) {
      const carryOut = CARRY_OUT[approved.action as keyof typeof CARRY_OUT];
      if (!carryOut) throw new DomainError("request.invalid", "Nothing carries out this action.");
      await carryOut({
        context: enterByApproval(approved),
        payload: approved.payload,
        closing: stepTo(approved, executed),
        now: executed.closedAt ?? now(),
      });
    },
    async close(approved, closed) {
      // Refused where it is no longer the approved one: then somebody else has closed it.
      await transact([stepTo(approved, closed).item]);
    },
  };
}

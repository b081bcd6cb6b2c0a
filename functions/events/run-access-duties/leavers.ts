import { memberStore } from "#adapters/dynamodb/member-store.ts";
import { withStepDone } from "#domain/access/end-access.ts";
import { openSteps, overdueSteps } from "#domain/access/leaver.ts";
import type { Member } from "#domain/access/member.ts";
import { DUTY_SUBJECT } from "#domain/tenancy/tenant-context.ts";
import { accessTables } from "#functions/shared/access-tables.ts";
import { logger } from "#functions/shared/observability.ts";
import { type Duty, signalOnce } from "./duty.ts";
import { LEAVER_WORK } from "./leaver-work.ts";

/** Works off what the checklists of leavers leave to the system, and tells what is overdue. */
export async function workOffLeavers(duty: Duty): Promise<void> {
  for (const member of duty.members) {
    if (member.leaving) await workOff(duty, member);
  }
}

async function workOff(duty: Duty, before: Member): Promise<void> {
  const { context, now } = duty;
  const { subject, leaving } = before;
  if (!leaving) return;
  let after = before;
  for (const { step, targets } of openSteps(leaving)) {
    const work = LEAVER_WORK[step];
    if (!work) continue;
    try {
      await work({ context, subject, targets, now });
      after = withStepDone(after, step, DUTY_SUBJECT, now);
    } catch (error) {
      // The step stays open: it is tried again, and told when it is overdue.
      logger.error("a leaver's step failed", { step, error });
    }
  }
  if (after !== before) {
    await memberStore(context, accessTables.directoryTable).write({ before, after }, now);
  }
  for (const { step, dueAt: at } of overdueSteps(after.leaving ?? leaving, now)) {
    await signalOnce(duty, "access.leaver-step-overdue", { at, subject, evidence: { step } });
  }
}

import { isReviewOverdue } from "#domain/access/change-grant.ts";
import { reviewDueAt } from "#domain/access/grants.ts";
import { type Duty, signalOnce } from "./duty.ts";

/** Tells of every break-glass that nobody else has looked at within a day. */
export async function tellOverdueBreakGlass(duty: Duty): Promise<void> {
  for (const { subject, grants } of duty.members) {
    for (const grant of Object.values(grants)) {
      const at = reviewDueAt(grant);
      if (at === undefined || !isReviewOverdue(grant, duty.now)) continue;
      const { grantId } = grant;
      await signalOnce(duty, "access.break-glass-not-reviewed", {
        at,
        subject,
        evidence: { grantId },
      });
    }
  }
}

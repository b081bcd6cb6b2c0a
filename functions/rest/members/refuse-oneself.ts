import { DomainError } from "#domain/errors.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";

/** Nobody decides about their own place, and so the last admin cannot lock everybody out by mistake. */
export function refuseOneself(context: TenantContext, subject: string): void {
  if (context.subject !== subject) return;
  throw new DomainError("access.forbidden", "Somebody else must change your own place.", {
    reasons: ["Nobody changes their own place."],
  });
}

import { memberStore } from "#adapters/dynamodb/member-store.ts";
import { dormancyOf } from "#domain/access/dormancy.ts";
import { disableDormant } from "#domain/access/end-access.ts";
import type { Member } from "#domain/access/member.ts";
import { PLATFORM_SCOPE } from "#domain/access/standing.ts";
import { accessTables } from "#functions/shared/access-tables.ts";
import { type Duty, signalOnce } from "./duty.ts";

/** Disables accounts that nobody used for 45 days; of those above the operators the last one stays. */
export async function disableDormantAccounts(duty: Duty): Promise<void> {
  const { context, members, now } = duty;
  const store = memberStore(context, accessTables.directoryTable);
  const working = members.filter(({ disabledAt }) => disabledAt === undefined);
  const dormant = working.filter((member) => isDormant(member, now));
  const mustStay = context.operatorId === PLATFORM_SCOPE && dormant.length === working.length;
  for (const before of mustStay ? dormant.slice(1) : dormant) {
    await store.write({ before, after: disableDormant(before, now) }, now);
    const { subject } = before;
    await signalOnce(duty, "access.account-dormant", { at: now, subject, evidence: {} });
  }
}

/** An item that was put there by hand may not say when; then its first use begins the time. */
function isDormant(member: Member, now: string): boolean {
  if (member.version === 0 && member.lastUsedAt === undefined) return false;
  return dormancyOf(member, now).state === "dormant";
}

import { memberStore } from "#adapters/dynamodb/member-store.ts";
import type { Member } from "#domain/access/member.ts";
import { PLATFORM_SCOPE } from "#domain/access/standing.ts";
import { accessTables } from "#functions/shared/access-tables.ts";
import { accounts } from "#functions/shared/accounts.ts";
import { type Duty, signalOnce } from "./duty.ts";
import { worksElsewhere } from "./leaver-account.ts";

/**
 * Takes away second factors that somebody asked to be enrolled anew. An operator cannot do it to a person who works for
 * another one too: that would weaken an account that is not its own alone.
 */
export async function resetSecondFactors(duty: Duty): Promise<void> {
  for (const member of duty.members) {
    if (member.secondFactorReset) await reset(duty, member, member.secondFactorReset);
  }
}

async function reset(
  duty: Duty,
  before: Member,
  { askedBy, askedAt: at, fromAbove }: NonNullable<Member["secondFactorReset"]>,
): Promise<void> {
  const { context, now } = duty;
  const { subject } = before;
  const mayDo =
    fromAbove || context.operatorId === PLATFORM_SCOPE || !(await worksElsewhere(context, subject));
  if (mayDo) {
    await accounts.resetSecondFactor(subject);
    await accounts.signOut(subject);
  }
  const { secondFactorReset, ...after } = before;
  await memberStore(context, accessTables.directoryTable).write({ before, after }, now);
  const kind = mayDo ? "access.second-factor-reset" : "access.second-factor-kept";
  await signalOnce(duty, kind, { at, subject, evidence: { askedBy } });
}

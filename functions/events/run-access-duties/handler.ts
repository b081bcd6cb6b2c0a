import middy from "@middy/core";
import type { Context } from "aws-lambda";
import { everyOperator } from "#adapters/dynamodb/every-operator.ts";
import { memberStore } from "#adapters/dynamodb/member-store.ts";
import { roleStore } from "#adapters/dynamodb/role-store.ts";
import { PLATFORM_SCOPE } from "#domain/access/standing.ts";
import { enterOnDuty } from "#domain/tenancy/tenant-context.ts";
import { accessTables } from "#functions/shared/access-tables.ts";
import { logger } from "#functions/shared/observability.ts";
import { tellOverdueBreakGlass } from "./break-glass.ts";
import { warnOfDormancy } from "./dormancy-warnings.ts";
import { disableDormantAccounts } from "./dormant-accounts.ts";
import type { Duty } from "./duty.ts";
import { removeEndedPrograms } from "./ended-programs.ts";
import { workOffLeavers } from "./leavers.ts";
import { keepReviews } from "./reviews.ts";
import { resetSecondFactors } from "./second-factors.ts";

const { directoryTable } = accessTables;

type Work = (duty: Duty) => Promise<void>;

/** Woken by the clock: ends access that is over, operator by operator, and tells what somebody has neglected. */
export const handler = middy(async (_event: unknown, { awsRequestId }: Context) => {
  const now = new Date().toISOString();
  let failures = await workOff(
    () => dutyIn(PLATFORM_SCOPE, awsRequestId, now),
    [workOffLeavers, resetSecondFactors, disableDormantAccounts, warnOfDormancy],
  );
  for await (const { operatorId, createdAt } of everyOperator(directoryTable)) {
    failures += await workOff(
      () => dutyIn(operatorId, awsRequestId, now),
      [
        workOffLeavers,
        resetSecondFactors,
        disableDormantAccounts,
        warnOfDormancy,
        removeEndedPrograms,
        tellOverdueBreakGlass,
        (duty) => keepReviews(duty, createdAt),
      ],
    );
  }
  if (failures > 0) throw new Error(`${failures} access duties failed`);
});

/** How many failed. What fails in one operator is none of the others' business; the next run tries again. */
async function workOff(read: () => Promise<Duty>, works: readonly Work[]): Promise<number> {
  let failures = 0;
  const attempt = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (error) {
      logger.error("an access duty failed", { error });
      failures++;
      return undefined;
    }
  };
  const duty = await attempt(read);
  if (!duty) return failures;
  for (const work of works) await attempt(() => work(duty));
  return failures;
}

async function dutyIn(scope: string, requestId: string, now: string): Promise<Duty> {
  const context = enterOnDuty(scope, requestId);
  const [members, { roles }] = await Promise.all([
    memberStore(context, directoryTable).all(),
    roleStore(context, directoryTable).current(),
  ]);
  return { context, members, ownRoles: roles, now };
}

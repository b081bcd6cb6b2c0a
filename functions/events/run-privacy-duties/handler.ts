import { injectLambdaContext } from "@aws-lambda-powertools/logger/middleware";
import middy from "@middy/core";
import type { Context } from "aws-lambda";
import { everyOperator } from "#adapters/dynamodb/every-operator.ts";
import { enterOnDuty, type TenantContext } from "#domain/tenancy/tenant-context.ts";
import { environment } from "#functions/shared/environment.ts";
import { logger } from "#functions/shared/observability.ts";
import { destroyOldReadings } from "./destroy-old-readings.ts";
import { eraseInactiveDrivers } from "./erase-inactive-drivers.ts";
import { wakeRotation } from "./wake-rotation.ts";
import { warnOfRequests } from "./warn-of-requests.ts";

/** What is to be done in one operator at a moment. */
type Duty = (context: TenantContext, now: string) => Promise<void>;

const DUTIES: readonly Duty[] = [
  warnOfRequests,
  eraseInactiveDrivers,
  destroyOldReadings,
  wakeRotation,
];

/** Woken by the clock: warns of requests that are due, and destroys what was kept long enough, operator by operator. */
export const handler = middy(async (_event: unknown, { awsRequestId }: Context) => {
  const now = new Date().toISOString();
  let failures = 0;
  for await (const { operatorId } of everyOperator(environment("DIRECTORY_TABLE"))) {
    const context = enterOnDuty(operatorId, awsRequestId);
    for (const duty of DUTIES) {
      try {
        await duty(context, now);
      } catch (error) {
        // What fails in one operator is none of the others' business; the next run tries again.
        logger.error("a privacy duty failed", { operatorId, error });
        failures++;
      }
    }
  }
  if (failures > 0) throw new Error(`${failures} privacy duties failed`);
}).use(injectLambdaContext(logger, { resetKeys: true }));

import { injectLambdaContext } from "@aws-lambda-powertools/logger/middleware";
import middy from "@middy/core";
import type { Context } from "aws-lambda";
import { logger } from "#functions/shared/observability.ts";
import { advance, onDuty } from "./advance.ts";
import { sweepDuePayments } from "./sweep.ts";
import { type Wake, WOKEN_BY } from "./woken.ts";

interface Event {
  readonly "detail-type": string;
  readonly detail: Wake;
}

/**
 * Woken by what happens to a payment, and by the clock for those that wait for nothing else: each is brought as far as it
 * can come. An event may come twice, late or never.
 */
export const handler = middy(async (event: Event, { awsRequestId }: Context) => {
  const find = WOKEN_BY[event["detail-type"]];
  if (find) {
    const address = await find(event.detail, awsRequestId);
    if (address) await advance(address, awsRequestId);
    return;
  }
  const { payments } = onDuty("platform", awsRequestId);
  const swept = await sweepDuePayments({ due: payments.due, advance, requestId: awsRequestId });
  if (swept.looked > 0) logger.info("swept due payments", swept);
}).use(injectLambdaContext(logger, { resetKeys: true }));

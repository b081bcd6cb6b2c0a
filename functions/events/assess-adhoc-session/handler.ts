import { injectLambdaContext } from "@aws-lambda-powertools/logger/middleware";
import middy from "@middy/core";
import type { Context } from "aws-lambda";
import { assessAttempt } from "#domain/adhoc/assess-attempt.ts";
import { logger } from "#functions/shared/observability.ts";
import { annotateOutcome } from "./annotate-outcome.ts";
import { assessor } from "./assessor.ts";
import { attemptPorts } from "./attempt-ports.ts";
import { testConnection } from "./test-connection.ts";

interface Event {
  readonly "detail-type": string;
  readonly detail: { readonly operatorId: string; readonly attemptId?: string };
}

/**
 * Woken when somebody without an account wants to charge: asks the operator's reCAPTCHA whether a person acts, and stores
 * the verdict once. Also tries the credential when staff asked for that, and tells what became of those let through.
 */
export const handler = middy(async (event: Event, { awsRequestId }: Context) => {
  const { operatorId, attemptId = "" } = event.detail;
  const ports = attemptPorts(awsRequestId);
  switch (event["detail-type"]) {
    case "AdHocSessionRequested": {
      const outcome = await assessAttempt({ operatorId, attemptId }, ports);
      logger.info("judged", { operatorId, attemptId, outcome });
      return;
    }
    case "AdHocGateTestRequested":
      await testConnection(operatorId, assessor, ports.now);
      return;
    case "AdHocSessionFinished":
      await annotateOutcome({ operatorId, attemptId }, assessor);
  }
}).use(injectLambdaContext(logger, { resetKeys: true }));

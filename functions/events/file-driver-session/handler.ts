import { injectLambdaContext } from "@aws-lambda-powertools/logger/middleware";
import middy from "@middy/core";
import type { Context } from "aws-lambda";
import { driverSessionStore } from "#adapters/dynamodb/driver-session-store.ts";
import { logger } from "#functions/shared/observability.ts";
import { peopleTables } from "#functions/shared/people-tables.ts";

interface Event {
  readonly detail: { readonly operatorId: string; readonly sessionId: string };
}

/**
 * Woken when a session started, ended or was corrected: files it with the driver whose card started it, so that they
 * find it, and so that nothing in the session itself names them. Repeating it changes nothing.
 */
export const handler = middy(async ({ detail }: Event, { awsRequestId }: Context) => {
  const { operatorId, sessionId } = detail;
  const store = driverSessionStore({ operatorId }, peopleTables);
  const owner = await store.ownerOf(sessionId);
  if (owner) await store.file(owner, { requestId: awsRequestId, now: new Date().toISOString() });
}).use(injectLambdaContext(logger, { resetKeys: true }));

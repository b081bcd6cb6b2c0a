import { injectLambdaContext } from "@aws-lambda-powertools/logger/middleware";
import middy from "@middy/core";
import type { Context } from "aws-lambda";
import { erasureStore } from "#adapters/dynamodb/erasure-store.ts";
import { carryOutErasure } from "#domain/data-requests/erasure.ts";
import { enterOnDuty } from "#domain/tenancy/tenant-context.ts";
import { logger } from "#functions/shared/observability.ts";
import { peopleTables } from "#functions/shared/people-tables.ts";
import { erasurePorts } from "./ports.ts";

interface Event {
  readonly detail: { readonly operatorId: string; readonly driverId: string };
}

/** Woken when an erasure began, and again whenever it failed: does what is left of it. */
export const handler = middy(async ({ detail }: Event, { awsRequestId }: Context) => {
  const { operatorId, driverId } = detail;
  const context = enterOnDuty(operatorId, awsRequestId);
  const erasure = await erasureStore(context, peopleTables.peopleTable).lookUp(driverId);
  if (!erasure) return;
  const { done } = await carryOutErasure(erasure, erasurePorts(context));
  logger.info("a driver was erased", { operatorId, driverId, done });
}).use(injectLambdaContext(logger, { resetKeys: true }));

import { injectLambdaContext } from "@aws-lambda-powertools/logger/middleware";
import middy from "@middy/core";
import type { Context } from "aws-lambda";
import { keyRotationStore } from "#adapters/dynamodb/key-rotation-store.ts";
import { isRotationDue, rotatePart } from "#domain/privacy/key-rotation.ts";
import { enterOnDuty } from "#domain/tenancy/tenant-context.ts";
import { logger } from "#functions/shared/observability.ts";
import { peopleTable } from "#functions/shared/people-table.ts";
import { rotationPorts } from "./ports.ts";

interface Event {
  readonly detail: { readonly operatorId: string; readonly rotationId: string };
}

/** Woken when a rotation of keys began, and by its own progress: does a bounded part of what is left of it. */
export const handler = middy(async ({ detail }: Event, { awsRequestId }: Context) => {
  const { operatorId, rotationId } = detail;
  const context = enterOnDuty(operatorId, awsRequestId);
  const store = keyRotationStore(context, peopleTable);
  const now = () => new Date().toISOString();
  const rotation = await store.lookUp(rotationId);
  if (!rotation || !isRotationDue(rotation, now())) return;
  const after = await rotatePart(rotation, rotationPorts(context), now);
  const isSaved = await store.save(after);
  const { state, step, counts } = after;
  logger.info("keys are rotated", { operatorId, rotationId, state, step, counts, isSaved });
}).use(injectLambdaContext(logger, { resetKeys: true }));

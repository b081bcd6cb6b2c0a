import type { Context } from "aws-lambda";

/** Lets the function run that an erasure wakes, as the bus does. */
export async function runErasure(operatorId: string, driverId: string): Promise<void> {
  const { handler } = await import("../../functions/events/erase-driver/handler.ts");
  const context = { awsRequestId: "erasure-run" } as Context;
  await handler({ detail: { operatorId, driverId } }, context);
}

import type { Context } from "aws-lambda";
import { vi } from "vitest";
import type { KeyRotation } from "#domain/privacy/key-rotation.ts";

const OPERATOR = "demo-a";
const context = { awsRequestId: "rotation-run" } as Context;

export async function storedRotation(rotationId: string): Promise<KeyRotation> {
  const { keyRotationStore } = await import("#adapters/dynamodb/key-rotation-store.ts");
  const tenant = { operatorId: OPERATOR, subject: "test", requestId: "test" };
  const rotation = await keyRotationStore(tenant, "People").lookUp(rotationId);
  if (!rotation) throw new Error("there is no such rotation");
  return rotation;
}

/** Lets the function run once that a rotation wakes, as the bus does. */
export async function runRotationPart(rotationId: string): Promise<KeyRotation> {
  const { handler } = await import("../../functions/events/rotate-keys/handler.ts");
  await handler({ detail: { operatorId: OPERATOR, rotationId } }, context);
  return storedRotation(rotationId);
}

/** Lets the pause of a rotation pass, and the duties run that wake it. The test's clock is a fake one. */
export async function passPause({ notBefore }: KeyRotation): Promise<void> {
  if (notBefore === undefined) return;
  vi.setSystemTime(Date.parse(notBefore) + 1_000);
  const { handler } = await import("../../functions/events/run-privacy-duties/handler.ts");
  await handler({}, context);
}

/** Goes on with a rotation until it is over, or until a step is next. */
export async function runRotation(
  rotationId: string,
  until?: KeyRotation["step"],
): Promise<KeyRotation> {
  for (;;) {
    const rotation = await storedRotation(rotationId);
    if (rotation.state !== "running" || rotation.step === until) return rotation;
    await passPause(rotation);
    await runRotationPart(rotationId);
  }
}

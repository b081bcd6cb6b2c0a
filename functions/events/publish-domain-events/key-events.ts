import type { KeyRotation } from "#domain/privacy/key-rotation.ts";
import type { EventFacts } from "./event-stamp.ts";

/** What happened to a rotation of keys; nothing while it rests. */
export function keyRotationEvents(
  before: KeyRotation | undefined,
  after: KeyRotation,
): EventFacts[] {
  const { operatorId, rotationId, kind, state, updatedAt: occurredAt } = after;
  const rotation = { operatorId, rotationId, kind, occurredAt };
  if (!before) return [{ type: "KeyRotationStarted", ...rotation }];
  if (state !== "running") return [{ type: "KeyRotationFinished", ...rotation, state }];
  return after.notBefore === undefined ? [{ type: "KeyRotationAdvanced", ...rotation }] : [];
}

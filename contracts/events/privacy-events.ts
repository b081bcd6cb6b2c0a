import * as z from "zod";
import { ROTATION_KINDS } from "#domain/privacy/key-rotation.ts";

/** What every event about a driver carries: ids that name nobody, and no charger. */
const envelope = {
  eventId: z.string().min(1),
  v: z.literal(1),
  operatorId: z.string().min(1),
  driverId: z.string().min(1),
  occurredAt: z.iso.datetime(),
} as const;

/** A person made use of one of their rights; its answer is due. */
export const dataRequestOpened = z.strictObject({
  ...envelope,
  type: z.literal("DataRequestOpened"),
  dataRequestId: z.string().min(1),
  requestType: z.string().min(1),
  dueAt: z.string(),
});

/** A request was answered, or refused. */
export const dataRequestClosed = z.strictObject({
  ...envelope,
  type: z.literal("DataRequestClosed"),
  dataRequestId: z.string().min(1),
  requestType: z.string().min(1),
  state: z.enum(["done", "refused"]),
});

/** Not much is left of the time in which a request must be answered. */
export const dataRequestDueSoon = z.strictObject({
  ...envelope,
  type: z.literal("DataRequestDueSoon"),
  dataRequestId: z.string().min(1),
  requestType: z.string().min(1),
  dueAt: z.string(),
  afterDays: z.int(),
});

/** A driver's fields were corrected: whoever keeps a copy reads them anew. */
export const driverCorrected = z.strictObject({ ...envelope, type: z.literal("DriverCorrected") });

/** A driver is being erased. */
export const driverErasureStarted = z.strictObject({
  ...envelope,
  type: z.literal("DriverErasureStarted"),
});

/** A driver is erased: whoever keeps a copy destroys it. */
export const driverErased = z.strictObject({
  ...envelope,
  type: z.literal("DriverErased"),
  certificateId: z.string().min(1),
});

/** What every event about a rotation of keys carries; it names no driver. */
const rotation = {
  eventId: z.string().min(1),
  v: z.literal(1),
  operatorId: z.string().min(1),
  rotationId: z.string().min(1),
  kind: z.enum(ROTATION_KINDS),
  occurredAt: z.iso.datetime(),
} as const;

/** Keys are being replaced. */
export const keyRotationStarted = z.strictObject({
  ...rotation,
  type: z.literal("KeyRotationStarted"),
});

/** A part of a rotation is done, and the next one can be. */
export const keyRotationAdvanced = z.strictObject({
  ...rotation,
  type: z.literal("KeyRotationAdvanced"),
});

/** A rotation is over: done, or failed because a key cannot be used. */
export const keyRotationFinished = z.strictObject({
  ...rotation,
  type: z.literal("KeyRotationFinished"),
  state: z.enum(["done", "failed"]),
});

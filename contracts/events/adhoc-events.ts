import * as z from "zod";
import { envelope, operatorEnvelope } from "./envelope.ts";

/** What every event about an attempt to charge without an account carries. */
const attempt = { ...envelope, siteId: z.string().min(1), attemptId: z.string().min(1) } as const;

/** Somebody without an account wants to charge; nobody knows yet whether it is a person. */
export const adHocSessionRequested = z.strictObject({
  ...attempt,
  type: z.literal("AdHocSessionRequested"),
});

/** The gate let an attempt through: money may be held now. */
export const adHocSessionCleared = z.strictObject({
  ...attempt,
  type: z.literal("AdHocSessionCleared"),
  /** Only with strong customer authentication (3-D Secure) and a low hold. */
  stepUp: z.boolean(),
});

/** The gate let an attempt not through: nothing is held, and no charger hears of it. */
export const adHocSessionRefused = z.strictObject({
  ...attempt,
  type: z.literal("AdHocSessionRefused"),
  because: z.string().min(1),
});

/** The driver wants to end, at whatever point they are. */
export const adHocStopRequested = z.strictObject({
  ...attempt,
  type: z.literal("AdHocStopRequested"),
  state: z.string().min(1),
});

/** An attempt that was not refused is over: it was paid, all was given back, or nothing was ever held. */
export const adHocSessionFinished = z.strictObject({
  ...attempt,
  type: z.literal("AdHocSessionFinished"),
  state: z.enum(["captured", "released", "abandoned"]),
});

/** Somebody of the staff wants to know whether the gate's credential works. */
export const adHocGateTestRequested = z.strictObject({
  ...operatorEnvelope,
  type: z.literal("AdHocGateTestRequested"),
  testId: z.string().min(1),
});

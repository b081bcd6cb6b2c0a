import * as z from "zod";
import { envelope } from "./envelope.ts";

const { chargerId: _, ...aboveChargers } = envelope;

/** The canary reached something of another operator, or changed it; `operatorId` is `platform`. */
export const isolationBroken = z.strictObject({
  ...aboveChargers,
  type: z.literal("IsolationBroken"),
  severity: z.literal("critical"),
  probeId: z.string().min(1),
  /** Which attempts got through. */
  attempts: z.array(z.string()),
});

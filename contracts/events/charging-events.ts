import * as z from "zod";
import { envelope } from "./envelope.ts";

const place = {
  sessionId: z.string().min(1),
  siteId: z.string().min(1),
  evseId: z.int().optional(),
  connectorId: z.int(),
} as const;

const bill = {
  startedAt: z.string(),
  endedAt: z.string(),
  energyWh: z.int().optional(),
  /** Integer minor units of the currency; absent where no tariff was in force. */
  amountMinor: z.int().optional(),
  /** ISO 4217. */
  currency: z.string().length(3).optional(),
  /** What was odd about the session; flagged ones are looked at before money is claimed. */
  /** A person has to judge it before the amount is claimed. */
  billHeld: z.boolean(),
  flags: z.array(z.string()),
} as const;

/** A charging session began. */
export const sessionStarted = z.strictObject({
  ...envelope,
  type: z.literal("SessionStarted"),
  ...place,
  startedAt: z.string(),
});

/** A charging session ended, and this is what it comes to. */
export const sessionEnded = z.strictObject({
  ...envelope,
  type: z.literal("SessionEnded"),
  ...place,
  ...bill,
});

/** A session that had ended comes to something else now: its late stop arrived after all. */
export const sessionCorrected = z.strictObject({
  ...envelope,
  type: z.literal("SessionCorrected"),
  ...place,
  ...bill,
});

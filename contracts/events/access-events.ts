import * as z from "zod";
import { operatorEnvelope } from "./envelope.ts";

/** A person's access is about to end unless they use it. */
export const accessEndingSoon = z.strictObject({
  ...operatorEnvelope,
  type: z.literal("AccessEndingSoon"),
  /** Whose: the id that the platform knows them by, no name and no address. */
  subject: z.string().min(1),
  because: z.enum(["dormant"]),
  endsAt: z.iso.datetime(),
});

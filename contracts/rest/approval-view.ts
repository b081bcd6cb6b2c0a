import * as z from "zod";
import { answeredTime } from "./fields.ts";

/** An approval as REST shows it: to the maker in a 202, and to those who decide. */
export const approvalView = z
  .object({
    approvalId: z.string(),
    operatorId: z.string(),
    action: z.string().meta({ example: "tariffs.change" }),
    meaning: z.string().meta({ description: "What the action is, for people." }),
    payload: z
      .unknown()
      .meta({ description: "What is to be done, exactly; secrets only as fingerprints." }),
    payloadHash: z
      .string()
      .meta({ description: "To be given back by whoever decides: SHA-256, in hex." }),
    maker: z.string(),
    reason: z.string(),
    requiredPermission: z.string(),
    requestedAt: answeredTime,
    expiresAt: answeredTime,
    state: z.enum(["pending", "approved", "refused", "executed", "expired", "failed"]),
    checker: z.string().optional(),
    decidedAt: answeredTime.optional(),
    closedAt: answeredTime.optional(),
    failureCode: z.string().optional(),
  })
  .meta({ id: "Approval" });
export type ApprovalView = z.input<typeof approvalView>;

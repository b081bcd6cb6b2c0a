import * as z from "zod";

const text = z.string().max(500);
/** What reCAPTCHA Enterprise answers to `assessments.create`, as far as we read it. It may say more, and words that we do not know. */
export const assessmentAnswer = z.object({
  name: text.optional(),
  event: z.object({ siteKey: text.optional() }).optional(),
  tokenProperties: z.object({
    valid: z.boolean().default(false),
    invalidReason: text.optional(),
    createTime: text.optional(),
    hostname: text.optional(),
    action: text.optional(),
  }),
  riskAnalysis: z
    .object({ score: z.number().optional(), reasons: z.array(text).default([]) })
    .optional(),
});

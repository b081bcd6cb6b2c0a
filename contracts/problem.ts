import * as z from "zod";

export const PROBLEM_MEDIA_TYPE = "application/problem+json";

/** What one field of a request did wrong. */
const problemIssue = z.object({
  in: z.enum(["body", "path", "query", "header"]),
  /** RFC 6901, from the root of that part of the request. */
  pointer: z.string(),
  detail: z.string(),
});
export type ProblemIssue = z.infer<typeof problemIssue>;

/** RFC 9457. `type` names the kind of problem for good; `code` is its last part, for convenience. */
export const problem = z
  .object({
    type: z.string().meta({ example: "urn:chargeward:problem:charger.not-found" }),
    code: z.string().meta({ example: "charger.not-found" }),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string().meta({ description: "The id of the request, which the log knows too." }),
    errors: z.array(problemIssue).optional(),
    reasons: z
      .array(z.string())
      .optional()
      .meta({ description: "Why it was refused: what the caller holds, and what it lacks." }),
    verify: z
      .object({
        operatorName: z.string(),
        supportPhone: z.string().optional(),
        siteName: z.string(),
        label: z.string(),
      })
      .optional()
      .meta({ description: "What to compare the charger with, for a code that is over." }),
  })
  .meta({ id: "Problem" });
export type Problem = z.infer<typeof problem>;

/** The `type` of a problem. A URN, so that it stays the same wherever the platform is deployed. */
export function problemType(code: string): string {
  return `urn:chargeward:problem:${code}`;
}

import { randomBytes } from "node:crypto";
import type { RecaptchaBehaviour } from "./control.ts";
import type { IssuedTokens } from "./tokens.ts";

interface Question {
  readonly token?: unknown;
  readonly siteKey?: unknown;
  readonly expectedAction?: unknown;
}

/** Google's answer to `assessments.create`. */
export function assessment(
  project: string,
  { token, siteKey, expectedAction }: Question,
  tokens: IssuedTokens,
  { score: usualScore, fault }: RecaptchaBehaviour,
): object {
  const name = `projects/${project}/assessments/${randomBytes(8).toString("hex")}`;
  const event = { siteKey, expectedAction };
  const found = tokens.redeem(String(token));
  if (found.is !== "valid" || fault === "dupe") {
    const invalidReason = found.is === "valid" ? "DUPE" : found.is;
    return { name, event, tokenProperties: { valid: false, invalidReason } };
  }
  const { createdMs, hostname, action, score = usualScore } = found.token;
  if (found.token.siteKey !== siteKey) return { name, event, tokenProperties: { valid: false } };
  return {
    name,
    event,
    riskAnalysis: {
      ...(fault !== "no-score" && { score }),
      reasons: score < 0.5 ? ["AUTOMATION", "A_REASON_OF_NEXT_YEAR"] : [],
    },
    tokenProperties: {
      valid: true,
      invalidReason: "INVALID_REASON_UNSPECIFIED",
      createTime: new Date(createdMs).toISOString(),
      hostname: fault === "wrong-host" ? "phish.example" : hostname,
      action: fault === "wrong-action" ? "login" : action,
    },
  };
}

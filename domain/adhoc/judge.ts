import type { GateRefusal, GateVerdict } from "./attempt.ts";
import {
  type AssessmentFailure,
  type BotAssessment,
  TOKEN_LIFE_SECONDS,
} from "./bot-assessment.ts";
import type { GateSettings } from "./gate-settings.ts";

/** A provider's clock may be ahead of ours by so much. */
const CLOCK_AHEAD_MS = 30_000;

export interface Evidence {
  readonly settings: GateSettings;
  readonly expectedAction: string;
  /** ISO 8601 UTC. */
  readonly now: string;
}

type Outcome = Pick<GateVerdict, "outcome" | "because">;

/**
 * What the gate says, in this order: the gate is off; nobody could be asked; the token is not good; it is too old, from
 * elsewhere or for something else; its score. Equal to the threshold is enough.
 */
export function judge(
  found: BotAssessment | AssessmentFailure | "gate-off",
  evidence: Evidence,
): GateVerdict {
  const { settings, now } = evidence;
  const verdict = { threshold: settings.threshold, decidedAt: now };
  if (found === "gate-off") return { ...verdict, outcome: "cleared", because: "gate-off" };
  if (found === "misconfigured") return { ...verdict, ...refused("provider-misconfigured") };
  if (found === "unavailable") return { ...verdict, ...withoutProvider(settings) };
  const { name, score, reasons } = found;
  return {
    ...verdict,
    ...outcomeOf(found, evidence),
    ...(score !== undefined && { score }),
    ...(name !== undefined && { assessment: name }),
    ...(reasons.length > 0 && { reasons }),
  };
}

/** Refuses an attempt that nobody has to be asked about. */
export function refusedUnasked(because: GateRefusal, { settings, now }: Evidence): GateVerdict {
  return { ...refused(because), threshold: settings.threshold, decidedAt: now };
}

function outcomeOf(found: BotAssessment, { settings, expectedAction, now }: Evidence): Outcome {
  const { score } = found;
  if (!found.valid) return refused("token-invalid");
  if (found.siteKey !== undefined && found.siteKey !== settings.siteKey) {
    return refused("key-mismatch");
  }
  // With score keys the provider never compares the action itself.
  if (found.action?.toLowerCase() !== expectedAction.toLowerCase()) {
    return refused("action-mismatch");
  }
  const hostname = found.hostname?.toLowerCase() ?? "";
  if (!settings.allowedHostnames.includes(hostname)) return refused("host-mismatch");
  if (!isFresh(found.createdAt, now)) return refused("token-old");
  if (score === undefined || !(score >= 0 && score <= 1)) return refused("token-invalid");
  if (score >= settings.threshold) return { outcome: "cleared", because: "score-sufficient" };
  if (settings.stepUpFrom !== undefined && score >= settings.stepUpFrom) {
    return { outcome: "step-up", because: "score-in-step-up-band" };
  }
  return refused("score-too-low");
}

function withoutProvider({ onProviderFailure }: GateSettings): Outcome {
  const because = "provider-unavailable";
  if (onProviderFailure === "closed") return refused(because);
  return { outcome: onProviderFailure === "open" ? "cleared" : "step-up", because };
}

function isFresh(createdAt: string | undefined, now: string): boolean {
  const ageMs = Date.parse(now) - Date.parse(createdAt ?? "");
  return ageMs <= TOKEN_LIFE_SECONDS * 1_000 && ageMs >= -CLOCK_AHEAD_MS;
}

function refused(because: GateRefusal): Outcome {
  return { outcome: "refused", because };
}

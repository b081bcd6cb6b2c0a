import { afterSeconds } from "../commands/clock.ts";

/** How long after a person left nothing of their access may be left. */
const LEAVER_SECONDS = 15 * 60;
/** How long somebody has to say who takes over what the leaver answered for. */
const HANDOVER_SECONDS = 5 * 86_400;

/** What a person holds in an operator when they leave. Ids only. */
export interface LeaverHoldings {
  /** Roles through memberships. */
  readonly roleIds: readonly string[];
  /** Grants that are not over. */
  readonly grantIds: readonly string[];
  /** API clients that they made or that act for them. */
  readonly clientIds: readonly string[];
  /** Staff cards and other charging tokens. */
  readonly tokenIds: readonly string[];
  /** Approvals that they asked for and that are not closed. */
  readonly approvalIds: readonly string[];
  /** Things that need an owner: integrations, webhooks, incidents, review items. */
  readonly ownedIds: readonly string[];
}

export type LeaverStepName =
  | "disable-account"
  | "revoke-sessions"
  | "end-memberships"
  | "revoke-grants"
  | "revoke-api-clients"
  | "block-tokens"
  | "withdraw-approvals"
  | "hand-over";

/** One thing to be done, and by when; a step without targets is done with its beginning. */
export interface LeaverStep {
  readonly step: LeaverStepName;
  readonly targets: readonly string[];
  /** `person` where the system cannot know what to do. */
  readonly by: "system" | "person";
  readonly dueAt: string;
  readonly doneAt?: string;
  readonly doneBy?: string;
}

/** The end of a person's access in one operator: a checklist, in the order in which it is worked off. */
export interface Leaving {
  readonly operatorId: string;
  readonly subject: string;
  readonly startedBy: string;
  readonly startedAt: string;
  readonly steps: readonly LeaverStep[];
}

/** Opens the checklist of a leaver: first the account, then what works without it, last what needs a new owner. */
export function startLeaving(
  leaver: Pick<Leaving, "operatorId" | "subject" | "startedBy">,
  holdings: LeaverHoldings,
  now: string,
): Leaving {
  const { operatorId, subject, startedBy } = leaver;
  const dueAt = afterSeconds(now, LEAVER_SECONDS);
  const bySystem = (step: LeaverStepName, targets: readonly string[]): LeaverStep =>
    doneIfEmpty({ step, targets, by: "system", dueAt }, now);
  const handover = { step: "hand-over", targets: holdings.ownedIds, by: "person" } as const;
  return {
    operatorId,
    subject,
    startedBy,
    startedAt: now,
    steps: [
      bySystem("disable-account", [subject]),
      bySystem("revoke-sessions", [subject]),
      bySystem("end-memberships", holdings.roleIds),
      bySystem("revoke-grants", holdings.grantIds),
      bySystem("revoke-api-clients", holdings.clientIds),
      bySystem("block-tokens", holdings.tokenIds),
      bySystem("withdraw-approvals", holdings.approvalIds),
      doneIfEmpty({ ...handover, dueAt: afterSeconds(now, HANDOVER_SECONDS) }, now),
    ],
  };
}

/** The checklist with a step done; one that was done before stays as it was, so that a repeated message changes nothing. */
export function completeStep(
  leaving: Leaving,
  step: LeaverStepName,
  doneBy: string,
  now: string,
): Leaving {
  const steps = leaving.steps.map((each) =>
    each.step === step && each.doneAt === undefined ? { ...each, doneAt: now, doneBy } : each,
  );
  return { ...leaving, steps };
}

/** What is left to be done, in order. */
export function openSteps({ steps }: Leaving): readonly LeaverStep[] {
  return steps.filter(({ doneAt }) => doneAt === undefined);
}

/** What should have been done by now and was not. */
export function overdueSteps(leaving: Leaving, now: string): readonly LeaverStep[] {
  return openSteps(leaving).filter(({ dueAt }) => Date.parse(dueAt) <= Date.parse(now));
}

function doneIfEmpty(step: LeaverStep, now: string): LeaverStep {
  return step.targets.length > 0 ? step : { ...step, doneAt: now, doneBy: "system" };
}

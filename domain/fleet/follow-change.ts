import type { ChangeAnswer } from "./change-answer.ts";
import { nextStep } from "./change-step.ts";
import type { Charger } from "./charger.ts";
import type { ChargerChange, ProfileChange } from "./credential-change.ts";

/**
 * A charger that took a password on has it for sure and may be away for days: until it has used it, the old one must
 * not be the only one that counts.
 */
const ACCEPTED_MS = 7 * 86_400_000;

export type PasswordOutcome = Pick<Charger, "nextCredential"> & {
  readonly passwordChange: NonNullable<Charger["passwordChange"]>;
};

/** A change of password after the charger's answer; without `nextCredential` the old password is the only one again. */
export function passwordOutcome(
  change: NonNullable<Charger["passwordChange"]>,
  credential: Charger["nextCredential"],
  answer: ChangeAnswer,
  now: string,
): PasswordOutcome {
  if (answer.kind === "refused") return { passwordChange: refused(change, answer.refusal, now) };
  const kept = (until: string) => (credential ? { nextCredential: { ...credential, until } } : {});
  if (answer.kind === "unanswered") {
    return { passwordChange: { ...change, state: "unanswered" }, ...kept(change.until) };
  }
  const until = new Date(Date.parse(now) + ACCEPTED_MS).toISOString();
  return { passwordChange: { ...change, state: "accepted", until }, ...kept(until) };
}

/** A change of profile after the charger's answer: where it is `sent`, its step is the next one to send. */
export function profileOutcome(
  change: ProfileChange,
  answer: ChangeAnswer,
  now: string,
): ProfileChange {
  if (answer.kind === "refused") return refused(change, answer.refusal, now);
  const step = nextStep(change.step);
  if (answer.kind === "accepted") {
    return step === undefined ? { ...change, state: "accepted" } : { ...change, step };
  }
  // What comes after a step that may not have been carried out could cut the charger off.
  if (step !== undefined) return refused(change, "unanswered", now);
  return { ...change, state: "unanswered" };
}

function refused<C extends ChargerChange>(change: C, refusal: string, now: string): C {
  return { ...change, state: "refused", refusal, finishedAt: now };
}

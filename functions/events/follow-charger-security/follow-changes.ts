import type { securityChanges } from "#adapters/dynamodb/security-changes.ts";
import type { ChangeAnswer } from "#domain/fleet/change-answer.ts";
import { stepCommand } from "#domain/fleet/change-step.ts";
import type { Charger } from "#domain/fleet/charger.ts";
import { passwordOutcome, profileOutcome } from "#domain/fleet/follow-change.ts";
import { followingCommand } from "#functions/shared/following-command.ts";

type Changes = Pick<ReturnType<typeof securityChanges>, "follow">;

interface Answered {
  readonly charger: Charger;
  readonly commandId: string;
  readonly answer: ChangeAnswer;
  readonly now: string;
}

/** Takes a change of password further; a refused one leaves the old password as the only one. */
export async function followPassword(
  { charger, commandId, answer, now }: Answered,
  changes: Changes,
): Promise<void> {
  const { passwordChange, nextCredential } = charger;
  if (!passwordChange) return;
  const outcome = passwordOutcome(passwordChange, nextCredential, answer, now);
  const fields = { ...outcome, nextCredential: outcome.nextCredential ?? null };
  await changes.follow(charger, { of: "passwordChange", commandId }, fields);
}

/** Takes a change of profile further, and sends its next step if there is one. */
export async function followProfile(
  { charger, commandId, answer, now }: Answered,
  changes: Changes,
): Promise<void> {
  const { operatorId, chargerId, profileChange, connection } = charger;
  if (!profileChange) return;
  const outcome = profileOutcome(profileChange, answer, now);
  const step = { of: "profileChange", commandId } as const;
  if (outcome.state !== "sent") {
    await changes.follow(charger, step, { profileChange: outcome });
    return;
  }
  const next = followingCommand({
    ...stepCommand(outcome),
    operatorId,
    chargerId,
    connected: connection !== undefined,
    createdBy: outcome.startedBy,
    createdAt: now,
  });
  const profileChangeOfNext = { ...outcome, commandId: next.commandId };
  await changes.follow(charger, step, { profileChange: profileChangeOfNext }, next);
}

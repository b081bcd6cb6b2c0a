import { findAttempt } from "#adapters/dynamodb/adhoc-attempt-store.ts";
import { readGateSettings } from "#adapters/dynamodb/gate-settings-store.ts";
import type { AdHocAttempt } from "#domain/adhoc/attempt.ts";
import type { BotAssessor } from "#domain/adhoc/bot-assessment.ts";
import { environment } from "#functions/shared/environment.ts";

const chargingTable = environment("CHARGING_TABLE");
const directoryTable = environment("DIRECTORY_TABLE");

/** Tells the provider that who charged and paid was a person; of others nothing is known for certain. */
export async function annotateOutcome(
  { operatorId, attemptId }: Pick<AdHocAttempt, "operatorId" | "attemptId">,
  assessor: BotAssessor,
): Promise<void> {
  const attempt = await findAttempt(chargingTable, operatorId, attemptId);
  const assessment = attempt?.verdict?.assessment;
  if (attempt?.state !== "captured" || assessment === undefined) return;
  const settings = await readGateSettings(directoryTable, operatorId);
  await assessor.annotate(settings, assessment, "legitimate");
}

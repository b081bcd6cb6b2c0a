import { injectLambdaContext } from "@aws-lambda-powertools/logger/middleware";
import middy from "@middy/core";
import { certificateStates } from "#adapters/dynamodb/certificate-states.ts";
import { commandStore } from "#adapters/dynamodb/command-store.ts";
import { securityChanges } from "#adapters/dynamodb/security-changes.ts";
import { changeAnswer } from "#domain/fleet/change-answer.ts";
import { environment } from "#functions/shared/environment.ts";
import { logger } from "#functions/shared/observability.ts";
import { sealerOf } from "#functions/shared/privacy.ts";
import { followPassword, followProfile } from "./follow-changes.ts";

const fleetTable = environment("FLEET_TABLE");
const commands = commandStore(fleetTable, sealerOf);
const changes = securityChanges(fleetTable, sealerOf);
const certificates = certificateStates(fleetTable);

interface Event {
  readonly detail: {
    readonly operatorId: string;
    readonly chargerId: string;
    readonly commandId: string;
  };
}

/**
 * Woken when a command that may belong to a change of a charger's password, profile or certificate has ended: takes the
 * change one step further. Safe to repeat: each step names the one that it follows. Throws to be called again.
 */
export const handler = middy(async ({ detail }: Event) => {
  const { operatorId, chargerId, commandId } = detail;
  const address = { operatorId, chargerId };
  const command = await commands.find(operatorId, chargerId, commandId);
  const charger = await changes.find(address);
  if (!command || !charger) return;
  const answer = changeAnswer(command);
  const now = new Date().toISOString();
  const answered = { charger, commandId, answer, now };
  if (charger.passwordChange?.commandId === commandId) await followPassword(answered, changes);
  if (charger.profileChange?.commandId === commandId) await followProfile(answered, changes);
  if (command.action === "CertificateSigned" && answer.kind !== "unanswered") {
    const state = answer.kind === "accepted" ? "installed" : "refused";
    await certificates.answered(address, commandId, state, now);
  }
  logger.info("security change followed", { ...address, commandId, answer: answer.kind });
}).use(injectLambdaContext(logger, { resetKeys: true }));

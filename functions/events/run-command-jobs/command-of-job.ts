import { createHash } from "node:crypto";
import { findCharger } from "#adapters/dynamodb/find-charger.ts";
import type { CommandJob } from "#domain/command-jobs/command-job.ts";
import type { Command } from "#domain/commands/command.ts";
import { newCommandId } from "#domain/commands/command-id.ts";
import { newCommand } from "#domain/commands/create-command.ts";
import { DomainError } from "#domain/errors.ts";
import type { Charger } from "#domain/fleet/charger.ts";
import { enterOnDuty } from "#domain/tenancy/tenant-context.ts";
import { CSMS_ACTIONS, type CsmsAction } from "#ocpp/actions.ts";

/** The command that a job has for a charger, under an id that is the same each time; undefined where there is no such charger. */
export async function commandOfJob(
  job: CommandJob,
  chargerId: string,
  { fleetTable, now }: { readonly fleetTable: string; readonly now: string },
): Promise<Command | undefined> {
  const { operatorId, commandJobId, payload, createdBy } = job;
  const action = (CSMS_ACTIONS as readonly CsmsAction[]).find(
    ({ action: of }) => of === job.action,
  );
  if (!action) throw new Error(`${job.action} is no action of ours`);
  const charger = await chargerOf(operatorId, commandJobId, { fleetTable, chargerId });
  if (!charger) return undefined;
  // No charger knows the job's id, so none can guess the command's.
  const digest = createHash("sha256").update(`${commandJobId}#${chargerId}`).digest();
  const command = newCommand({
    commandId: newCommandId(Date.parse(job.createdAt), digest),
    operatorId,
    chargerId,
    action,
    payload,
    connected: charger.connection !== undefined,
    createdBy,
    createdAt: now,
  });
  return { ...command, commandJobId };
}

async function chargerOf(
  operatorId: string,
  requestId: string,
  { fleetTable, chargerId }: { readonly fleetTable: string; readonly chargerId: string },
): Promise<Charger | undefined> {
  try {
    return await findCharger(enterOnDuty(operatorId, requestId), fleetTable, chargerId);
  } catch (error) {
    if (error instanceof DomainError && error.code === "charger.not-found") return undefined;
    throw error;
  }
}

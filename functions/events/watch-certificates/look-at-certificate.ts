import { certificateStates } from "#adapters/dynamodb/certificate-states.ts";
import type { DueCertificate } from "#adapters/dynamodb/certificates-due.ts";
import { currentConnection } from "#adapters/dynamodb/current-connection.ts";
import { signalStore } from "#adapters/dynamodb/signal-store.ts";
import { lookAgainAt } from "#domain/certificates/expiry.ts";
import { isToRenew, renewalMessage } from "#domain/certificates/renewal.ts";
import type { Command } from "#domain/commands/command.ts";
import { DUTY_SUBJECT } from "#domain/tenancy/tenant-context.ts";
import { environment } from "#functions/shared/environment.ts";
import { followingCommand } from "#functions/shared/following-command.ts";

const fleetTable = environment("FLEET_TABLE");
const certificates = certificateStates(fleetTable);
const connectionOf = currentConnection(fleetTable);
const signals = signalStore(environment("SECURITY_TABLE"));

/** What is to be done about a certificate that is running out: a signal, and the charger's own request for a new one. */
export async function lookAtCertificate(
  { operatorId, chargerId, certificateId }: DueCertificate,
  now: string,
): Promise<{ readonly at: string | undefined; readonly command: Command | undefined }> {
  const charger = { operatorId, chargerId };
  const all = await certificates.list(charger);
  const due = all.find((each) => each.certificateId === certificateId);
  if (!isToRenew(due, all)) return { at: undefined, command: undefined };

  const { notAfter } = due;
  const evidence = { chargerId, certificateId, notAfter };
  const kind = "charger.certificate-expires";
  await signals.recordSignal({ operatorId, kind, subject: chargerId, evidence, at: now });
  const at = lookAgainAt(notAfter, now);
  const connection = await connectionOf(charger);
  if (!connection || at === undefined) return { at, command: undefined };
  const command = followingCommand({
    ...charger,
    ...renewalMessage(connection.version),
    connected: true,
    createdBy: DUTY_SUBJECT,
    createdAt: now,
  });
  return { at, command };
}

import {
  hashChargerPassword,
  newChargerPassword,
  newStationPassword,
} from "#adapters/credentials/charger-password.ts";
import { certificateStates } from "#adapters/dynamodb/certificate-states.ts";
import { findCharger } from "#adapters/dynamodb/find-charger.ts";
import { securityChanges } from "#adapters/dynamodb/security-changes.ts";
import {
  readChargerSecurity,
  startPasswordChange as startPasswordChangeOperation,
  startProfileChange as startProfileChangeOperation,
} from "#contracts/rest/charger-security.ts";
import { hasCertificate } from "#domain/certificates/renewal.ts";
import { passwordCommand, type StepCommand, stepCommand } from "#domain/fleet/change-step.ts";
import type { Charger } from "#domain/fleet/charger.ts";
import type { NetworkProfile } from "#domain/fleet/credential-change.ts";
import {
  spokenVersion,
  startPasswordChange,
  startProfileChange,
} from "#domain/fleet/start-change.ts";
import { fleetTables } from "#functions/shared/fleet-tables.ts";
import { followingCommand } from "#functions/shared/following-command.ts";
import { newId } from "#functions/shared/new-id.ts";
import { sealerOf } from "#functions/shared/privacy.ts";
import { route } from "#functions/shared/rest-route.ts";
import { changeReply } from "./change-reply.ts";
import { securityReply } from "./security-reply.ts";

const { fleetTable } = fleetTables;
const changes = securityChanges(fleetTable, sealerOf);
const certificates = certificateStates(fleetTable);

/** How a charger proves who it is, and changes of that. */
export const changeRoutes = [
  route(readChargerSecurity, async ({ context, params, receivedAt }) => {
    const charger = await findCharger(context, fleetTable, params.chargerId);
    return { body: await securityReply(context, charger, receivedAt) };
  }),

  route(startPasswordChangeOperation, async ({ context, params, receivedAt }) => {
    const charger = await findCharger(context, fleetTable, params.chargerId);
    const version = spokenVersion(charger);
    const password = version === "ocpp1.6" ? newChargerPassword() : newStationPassword();
    const credential = await hashChargerPassword(password, receivedAt);
    const start = { changeId: newId(), startedBy: context.subject, now: receivedAt };
    const { nextCredential, passwordChange } = startPasswordChange(charger, credential, start);
    const command = commandOf(charger, passwordCommand(version, password), start);
    const change = { ...passwordChange, commandId: command.commandId };
    await changes.begin(context, charger, { nextCredential, passwordChange: change }, command);
    return { body: changeReply(change, receivedAt) };
  }),

  route(startProfileChangeOperation, async ({ context, params, body, receivedAt }) => {
    const charger = await findCharger(context, fleetTable, params.chargerId);
    const { toProfile } = body;
    const network = body.network && networkOf(body.network);
    const all = toProfile === 3 ? await certificates.list(charger) : [];
    const wanted = { toProfile, network, hasCertificate: hasCertificate(all, receivedAt) };
    const start = { changeId: newId(), startedBy: context.subject, now: receivedAt };
    const profileChange = startProfileChange(charger, wanted, start);
    const command = commandOf(charger, stepCommand(profileChange), start);
    const change = { ...profileChange, commandId: command.commandId };
    await changes.begin(context, charger, { profileChange: change }, command);
    return { body: changeReply(change, receivedAt) };
  }),
];

function commandOf(
  { operatorId, chargerId }: Charger,
  step: StepCommand,
  { startedBy, now }: { readonly startedBy: string; readonly now: string },
) {
  const address = { operatorId, chargerId };
  return followingCommand({
    ...address,
    ...step,
    connected: true,
    createdBy: startedBy,
    createdAt: now,
  });
}

function networkOf({
  fallbackSlot,
  ...network
}: Omit<NetworkProfile, "fallbackSlot"> & {
  readonly fallbackSlot?: number | undefined;
}): NetworkProfile {
  return { ...network, ...(fallbackSlot !== undefined && { fallbackSlot }) };
}
